import type { Span } from '../../core/text';
import type { ShellCommand } from '../shell/syntax';
import { scalar } from '../yaml/access';
import type { YamlScalar } from '../yaml/syntax';
import { inputOf } from './action-input';
import { reachingPaths } from './context-path';
import { embeddedIn } from './embedded';
import type { Step } from './model';
import { shellTextOf } from './shell-script';
import { environments } from './taint';

/** What brings the code of a pull request into a job. */
interface Checkout {
  readonly at: Span;
  /** The folder below the workspace; '' is the workspace itself. Undefined where it can't be told. */
  readonly path: string | undefined;
}

/** Contexts that name a commit, branch or repository of the pull request or run that started the workflow. */
const HEAD =
  /^github\.head_ref$|^github\.event\.pull_request\.(?:head\.(?:sha|ref|label|repo\.full_name)|merge_commit_sha)$|^github\.event\.workflow_run\.(?:head_sha|head_branch|head_commit\.id|head_repository\.full_name|pull_requests\.\*\.head\.(?:sha|ref))$/;
const NUMBER = /^github\.event\.(?:pull_request\.number|issue\.number|number|workflow_run\.pull_requests\.\*\.number)$/;

/** Whether a step checks out what a pull request brings; undefined where it surely doesn't, or nobody can tell. */
export function untrustedCheckout(step: Step): Checkout | undefined {
  const { uses, run } = step;
  if (uses?.kind === 'repository' && uses.repository === 'actions/checkout') {
    const inputs = ['ref', 'repository'].map((name) =>
      scalar(step.with?.pairs.findLast((pair) => pair.name.toLowerCase() === name)?.value),
    );
    if (!inputs.some((input) => input && namesHead(input, step))) return undefined;
    const path = inputOf(step, 'path')?.replace(/^\.\/|\/$/g, '');
    return { at: uses.scalar, path: path?.includes('${{') ? undefined : path === '.' ? '' : (path ?? '') };
  }
  if (!run || !/\bcheckout\b|refs\/pull|\bpull\//.test(run.scalar.text)) return undefined;
  const shell = shellTextOf(run);
  const found = shell?.commands.find((command) => fetchesHead(command, shell.commands));
  return shell && found && { at: shell.place(found.span), path: '' };
}

function fetchesHead({ name, words }: ShellCommand, all: readonly ShellCommand[]): boolean {
  const texts = words.map(({ prefix }) => prefix);
  if (name === 'gh') return texts[1] === 'pr' && texts[2] === 'checkout';
  const isFetch = name === 'git' && (texts[1] === 'pull' || (texts[1] === 'fetch' && all.some(goesThere)));
  return isFetch && texts.some((text) => /^\+?(?:refs\/)?pull\//.test(text));
}

/** Whether a command puts what has been fetched into the folder. */
function goesThere({ name, words }: ShellCommand): boolean {
  return name === 'git' && /^(?:checkout|switch|merge|reset|rebase|cherry-pick)$/.test(words[1]?.prefix ?? '');
}

function namesHead(input: YamlScalar, step: Step, depth = 0): boolean {
  const stretches = embeddedIn(input);
  return stretches.some(({ expression }) => {
    if (!expression) return false;
    return reachingPaths(expression).some(({ path }) => {
      if (HEAD.test(path)) return true;
      if (NUMBER.test(path)) return input.text.includes('pull/');
      const name = /^env\.([^.]+)$/.exec(path)?.[1];
      if (name === undefined || depth > 3) return false;
      const pair = environments(step)
        .flatMap((env) => env.pairs)
        .find((each) => each.name.toLowerCase() === name);
      const value = scalar(pair?.value);
      return value !== undefined && namesHead(value, step, depth + 1);
    });
  });
}
