import type { ActionsModel, Script, Step } from '../../formats/github-actions/model';
import { type ShellText, shellTextOf } from '../../formats/github-actions/shell-script';

interface StepScript {
  readonly step: Step;
  readonly run: Script;
  readonly shell: ShellText;
}

/** The scripts of a file that a POSIX shell reads and whose text matches. */
export function* scriptsIn({ file, steps }: ActionsModel, pattern: RegExp): Generator<StepScript> {
  for (const step of steps) {
    const { run } = step;
    if (!run || run.scalar.file !== file || !pattern.test(run.scalar.text)) continue;
    const shell = shellTextOf(run);
    if (shell) yield { step, run, shell };
  }
}
