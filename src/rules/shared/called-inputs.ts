import type { Project } from '../../core/project';
import table from '../../data/action-inputs.json';
import versions from '../../data/action-versions.json';
import type { Action, Job, Step, Workflow } from '../../formats/github-actions/model';
import type { RepositoryUses } from '../../formats/github-actions/uses';
import { boolean, map, scalar, string } from '../../formats/yaml/access';
import { calledWorkflow, usedAction } from './local-uses';

/** What someone who uses an action, or calls a workflow, may and must give to it. */
export interface Called {
  /** What it is called in messages. */
  readonly title: string;
  /** By name in lower case. */
  readonly inputs: ReadonlyMap<string, CalledInput>;
  /** Of a workflow; undefined of an action. */
  readonly secrets: ReadonlyMap<string, CalledInput> | undefined;
  /** A version that may have grown since the table was made. */
  readonly mayHaveMore: boolean;
}

export interface CalledInput {
  readonly name: string;
  readonly isRequired: boolean;
  /** What the author says to those who still use it. */
  readonly deprecation: string | undefined;
}

/** What a step may give to the action it uses; undefined where that is not known. */
export function calledByStep({ uses }: Step, project: Project): Called | undefined {
  if (uses?.kind === 'repository') return wellKnown(uses);
  const action = usedAction(uses, project);
  const inputs = action && inputsOfAction(action);
  if (!inputs || uses?.kind !== 'local') return undefined;
  return { title: `./${uses.path}`, inputs, secrets: undefined, mayHaveMore: false };
}

/** What a job may give to the workflow of the same repository that it calls; undefined for others. */
export function calledByJob({ uses }: Job, project: Project): Called | undefined {
  const workflow = calledWorkflow(uses, project);
  const call = workflow?.triggers?.find(({ event }) => event === 'workflow_call');
  if (!workflow || !call || uses?.kind !== 'local') return undefined;
  const inputs = declared(call.config, 'inputs');
  const secrets = declared(call.config, 'secrets');
  return inputs && secrets && { title: `./${uses.path}`, inputs, secrets, mayHaveMore: false };
}

function declared(config: NonNullable<Workflow['triggers']>[number]['config'], key: string) {
  const owner = map(config);
  if (!owner || owner.lacks(key)) return new Map<string, CalledInput>();
  const node = owner.get(key);
  const all = map(node);
  if (!all) return node === undefined ? new Map<string, CalledInput>() : undefined;
  if (all.isUncertain) return undefined;
  return new Map(
    all.pairs.map(({ name, value }): [string, CalledInput] => {
      const body = map(value);
      const isRequired = boolean(body?.get('required')) === true && (body?.lacks('default') ?? true);
      return [name.toLowerCase(), { name, isRequired, deprecation: string(body?.get('deprecationMessage')) }];
    }),
  );
}

function inputsOfAction({ map: root, inputs }: Action): ReadonlyMap<string, CalledInput> | undefined {
  if (root.lacks('inputs')) return new Map();
  if (!inputs || inputs.isUncertain) return undefined;
  return new Map(
    inputs.pairs.map(({ name, value }): [string, CalledInput] => {
      const body = map(value);
      const isRequired = scalar(body?.get('required'))?.text === 'true' && (body?.lacks('default') ?? true);
      return [name.toLowerCase(), { name, isRequired, deprecation: string(body?.get('deprecationMessage')) }];
    }),
  );
}

interface Version {
  readonly inputs: Readonly<Record<string, number | string>>;
}

const actions: Readonly<Record<string, Readonly<Record<string, Version>>>> = table.actions;
const commits: Readonly<Record<string, { readonly versions: Readonly<Record<string, string>> }>> = versions.actions;
const known = new Map<string, Called>();

function wellKnown({ repository, path, ref }: RepositoryUses): Called | undefined {
  const name = path === '' ? repository : `${repository}/${path.toLowerCase()}`;
  const majors = actions[name];
  const major = ref && majorOf(repository, ref.text);
  const version = major === undefined ? undefined : majors?.[major];
  if (!majors || !version || major === undefined) return undefined;
  const title = `${name}@v${major}`;
  let called = known.get(title);
  if (!called) {
    const inputs = new Map(
      Object.entries(version.inputs).map(([input, about]): [string, CalledInput] => [
        input,
        { name: input, isRequired: about === 1, deprecation: typeof about === 'string' ? about : undefined },
      ]),
    );
    const newest = Math.max(...Object.keys(majors).map(Number));
    called = { title, inputs, secrets: undefined, mayHaveMore: Number(major) >= newest };
    known.set(title, called);
  }
  return called;
}

const majorsByCommit = new Map<string, string | undefined>();

function majorOf(repository: string, ref: string): string | undefined {
  const [, major] = /^v?(\d+)(?:\.\d+){0,2}$/.exec(ref) ?? [];
  if (major !== undefined || !/^[\da-f]{40}$/.test(ref)) return major;
  const key = `${repository}@${ref}`;
  if (!majorsByCommit.has(key)) majorsByCommit.set(key, majorOfCommit(repository, ref));
  return majorsByCommit.get(key);
}

function majorOfCommit(repository: string, ref: string): string | undefined {
  const table = Object.entries(commits).find(([name]) => name.toLowerCase() === repository)?.[1].versions ?? {};
  const version = Object.entries(table).find(([, commit]) => commit === ref)?.[0];
  return /^v?(\d+)/.exec(version ?? '')?.[1];
}
