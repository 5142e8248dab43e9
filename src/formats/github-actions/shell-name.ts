import { string } from '../yaml/access';
import type { YamlMap } from '../yaml/syntax';

const SHELLS = ['bash', 'sh', 'pwsh', 'powershell', 'cmd', 'python'] as const;

/** What reads a script. */
export type ShellName = (typeof SHELLS)[number];

/** The shell that `shell:` names, options aside: `bash -euo pipefail {0}` is bash. Undefined for one that is not known. */
export function shellNamed(text: string): ShellName | undefined {
  const word = /^\S+/.exec(text.trim())?.[0] ?? '';
  return SHELLS.find((shell) => shell === word.toLowerCase());
}

/** The `defaults.run.shell` of a workflow or a job: its text, `null` where there is none, undefined where it can't be read. */
export function defaultShell(map: YamlMap): string | null | undefined {
  if (map.lacks('defaults')) return null;
  const defaults = map.get('defaults');
  if (defaults?.kind !== 'map') return undefined;
  if (defaults.lacks('run')) return null;
  const run = defaults.get('run');
  if (run?.kind !== 'map') return undefined;
  return run.lacks('shell') ? null : string(run.get('shell'));
}

/** What a runner reads scripts with unless told: PowerShell on Windows, else bash. */
export function shellOfRunner(labels: readonly string[] | undefined, isInContainer: boolean): ShellName | undefined {
  if (isInContainer) return 'sh';
  const system = labels?.map((label) => label.toLowerCase()) ?? [];
  if (system.some((label) => label.includes('windows'))) return 'pwsh';
  return system.some((label) => /ubuntu|linux|macos|debian/.test(label)) ? 'bash' : undefined;
}
