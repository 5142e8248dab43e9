import { scalar } from '../yaml/access';
import type { YamlScalar } from '../yaml/syntax';
import type { Step } from './model';
import type { ScriptLanguage } from './script/place';

/** A text of a step that is run as a program. */
export interface Code {
  readonly scalar: YamlScalar;
  /** Undefined where it can't be known. */
  readonly language: ScriptLanguage | undefined;
}

/** The inputs of well-known actions that are run as a program, in lower case. */
const CODE_INPUTS: Readonly<Record<string, string>> = {
  'actions/github-script': 'script',
  'appleboy/ssh-action': 'script',
  'azure/cli': 'inlinescript',
  'azure/powershell': 'inlinescript',
  'nick-fields/retry': 'command',
  'nick-invision/retry': 'command',
};

/** What a step runs: its own script, or the one it gives to an action that runs it. */
export function codeOf({ run, uses, with: inputs }: Step): Code | undefined {
  if (run) return { scalar: run.scalar, language: run.shell };
  if (uses?.kind !== 'repository') return undefined;
  const name = CODE_INPUTS[uses.repository];
  const input = name && scalar(inputs?.pairs.findLast((pair) => pair.name.toLowerCase() === name)?.value);
  if (!input) return undefined;
  return { scalar: input, language: uses.repository === 'actions/github-script' ? 'javascript' : undefined };
}
