import type { Project } from '../../core/project';
import { actionPermissions, type Inputs, type Scopes } from '../../data/action-permissions';
import { scalar } from '../yaml/access';
import type { YamlNode } from '../yaml/syntax';
import type { ActionsFile, Job, Permissions, Step } from './model';
import { union } from './scopes';
import { scopesOfScript } from './script-permissions';
import { environments } from './taint';

/** Local actions and workflows that call one another deeper than this are not followed. */
const DEEPEST = 5;

/** What the token of a job must be able to do, as far as it is known what each step does; else undefined. */
export function leastPermissions(job: Job, project: Project, depth = 0): Scopes | undefined {
  if (job.uses) return job.uses.kind === 'local' ? ofCalled(job.uses.path, project, depth) : undefined;
  if (mentionsToken(job.container) || mentionsToken(job.map.get('services'))) return undefined;
  return ofSteps(job.steps, project, depth);
}

/** The `action.yml` in a folder of the repository. */
export function localAction(folder: string, project: Project): ActionsFile | undefined {
  const name = (file: string) => (folder === '' ? file : `${folder}/${file}`);
  return project.open('github-actions', name('action.yml')) ?? project.open('github-actions', name('action.yaml'));
}

/** The declared permissions of a workflow or job, as far as they are a map of scopes. */
function declared({ all, scopes, pair }: Permissions): Scopes | undefined {
  if (all || pair.value?.kind !== 'map') return undefined;
  return Object.fromEntries([...scopes].filter(([, access]) => access === 'read' || access === 'write')) as Scopes;
}

function ofCalled(path: string, project: Project, depth: number): Scopes | undefined {
  const called = depth < DEEPEST ? project.open('github-actions', path)?.workflow : undefined;
  if (!called) return undefined;
  return union(
    called.jobs.map((job) => {
      const own = job.permissions ?? called.permissions;
      return own ? declared(own) : leastPermissions(job, project, depth + 1);
    }),
  );
}

function ofSteps(steps: readonly Step[], project: Project, depth: number): Scopes | undefined {
  const checkouts = steps.filter((step) => isAction(step, 'actions/checkout'));
  const context = { hasOwnCredentials: checkouts.length > 0 && checkouts.every(bringsCredentials) };
  const needs = steps.map((step) => ofStep(step, context, project, depth));
  return union([...needs, steps.some(logsIntoPackages) ? ofImages(steps) : {}]);
}

/** What steps do with a registry that they have logged into; a program of the repository may push as well. */
function ofImages(steps: readonly Step[]): Scopes | undefined {
  if (steps.some(pushesImage)) return { packages: 'write' };
  return steps.some((step) => OPAQUE.test(step.run?.scalar.text ?? '')) ? undefined : {};
}

const OPAQUE =
  /(?:^|[\s;&|("'])(?:bazel|earthly|go|goreleaser|gradle|just|ko|mage|make|mvn|node|npm|npx|pnpm|python3?|rake|skaffold|task|yarn)[ \t]|\.sh\b|\.\/[\w.-]/m;

function ofStep(
  step: Step,
  context: { readonly hasOwnCredentials: boolean },
  project: Project,
  depth: number,
): Scopes | undefined {
  const { run, uses } = step;
  if (run) {
    // A token that is pasted in may go anywhere.
    if (mentionsToken(run.scalar)) return undefined;
    const hasToken = environments(step).some((env) => mentionsToken(env));
    const own = scopesOfScript(run, { hasOwnCredentials: context.hasOwnCredentials, hasToken });
    return union([own, asksForIdentity(step) ? { 'id-token': 'write' } : {}]);
  }
  if (uses?.kind === 'image')
    return environments(step).some((env) => mentionsToken(env)) || mentionsToken(step.with) ? undefined : {};
  if (uses?.kind === 'local') {
    // What is done with a token that is handed over is not followed.
    if (mentionsToken(step.with)) return undefined;
    const action = depth < DEEPEST ? localAction(uses.path, project)?.action : undefined;
    return action?.using === 'composite' ? ofSteps(action.steps, project, depth + 1) : undefined;
  }
  return uses?.kind === 'repository'
    ? ofAction(step, uses.repository + (uses.path && `/${uses.path.toLowerCase()}`))
    : undefined;
}

function ofAction(step: Step, name: string): Scopes | undefined {
  if (name === 'docker/login-action') {
    if (logsIntoPackages(step)) return { packages: 'read' };
    return mayBePackages(step) && /\benv\./.test(inputsOf(step)('password') ?? '') ? undefined : {};
  }
  const known = actionPermissions[name];
  if (!known) return undefined;
  const inputs = inputsOf(step);
  const scopes = typeof known === 'function' ? known(inputs) : known;
  const token = TOKEN_INPUTS.map(inputs).find((text) => text !== undefined);
  const isOther = token !== undefined && !TOKEN.test(token) && !/\benv\./.test(token);
  // With a token of its own, an action needs nothing of the workflow's but an identity.
  return isOther ? Object.fromEntries(Object.entries(scopes).filter(([scope]) => scope === 'id-token')) : scopes;
}

const TOKEN_INPUTS = ['token', 'github-token', 'github_token', 'repo-token', 'personal_token', 'access-token'];
const TOKEN = /\bsecrets\.GITHUB_TOKEN\b|\bgithub\.token\b/i;

function inputsOf({ with: inputs }: Step): Inputs {
  return (name) => scalar(inputs?.pairs.findLast((pair) => pair.name.toLowerCase() === name)?.value)?.text;
}

/** Whether the checkout leaves other credentials than the workflow's token for later pushes. */
function bringsCredentials(step: Step): boolean {
  const given = inputsOf(step);
  return given('ssh-key') !== undefined || !TOKEN.test(given('token') ?? 'github.token');
}

/** Whether a step logs into GitHub's container registry with the workflow's token. */
function logsIntoPackages(step: Step): boolean {
  return isAction(step, 'docker/login-action') && mayBePackages(step) && TOKEN.test(inputsOf(step)('password') ?? '');
}

function mayBePackages(step: Step): boolean {
  return !/^(?!ghcr\.io)[\w.-]+$/.test(inputsOf(step)('registry') ?? 'docker.io');
}

/** Whether a script gets an identity of the job by itself, as providers of Terraform do when a variable says so. */
function asksForIdentity(step: Step): boolean {
  const isTold = environments(step).some((env) => env.pairs.some(({ name }) => name.endsWith('_USE_OIDC')));
  return isTold || (step.run?.scalar.text ?? '').includes('ACTIONS_ID_TOKEN_REQUEST');
}

function isAction({ uses }: Step, name: string): boolean {
  return uses?.kind === 'repository' && uses.repository === name;
}

/** Commands that work with images, and what lets them push one. */
const PUSHES =
  /\bpush\b|\bimagetools[ \t]+create\b|\bcrane[ \t]+(?:append|copy|cp|mutate|tag)\b|\boras[ \t]+(?:attach|copy|cp)\b/;
const IMAGES = /\b(?:docker|podman|buildah|helm|oras|crane)\b/;

function pushesImage(step: Step): boolean {
  const { uses, run } = step;
  if (run)
    return run.scalar.text
      .split('\n')
      .some((line) => /--push\b/.test(line) || (IMAGES.test(line) && PUSHES.test(line)));
  const isBuild = uses?.kind === 'repository' && /^docker\/(?:build-push|bake)-action$/.test(uses.repository);
  const given = inputsOf(step);
  return isBuild && ((given('push') ?? 'false') !== 'false' || /\bpush=(?:true\b|\$\{\{)/.test(given('outputs') ?? ''));
}

/** Whether the workflow's token is written somewhere below. */
function mentionsToken(node: YamlNode | undefined, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (node?.kind === 'scalar') return TOKEN.test(node.text);
  if (node?.kind === 'map') return node.pairs.some(({ value }) => mentionsToken(value, depth + 1));
  return node?.kind === 'seq' && node.items.some((item) => mentionsToken(item, depth + 1));
}
