import { rule } from '../../core/rule';
import { textOf } from '../../core/text';
import type { CommandLine } from '../../formats/dockerfile/model';

export default rule({
  id: 'dockerfile/shell-syntax-error',
  title: 'Command that no shell can read',
  why: [
    'The shell refuses the whole command, and the build fails at this step, after all that came before it. A quote that is not closed and an `if` without `fi` are the usual ones, often because a backslash is missing at the end of a line.',
    'Only commands for `sh` and `bash` are read, and none with here-documents.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  links: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html'],
  bad: [
    { files: 'FROM debian:13\nRUN if [ -f /a ]; then echo b«»\n' },
    { files: 'FROM debian:13\nRUN echo «"»a && \\\n  echo b\n' },
  ],
  good: [
    'FROM debian:13\nRUN if [ -f /a ]; then echo b; fi\n',
    { title: 'another shell', files: 'FROM debian:13\nSHELL ["pwsh", "-Command"]\nRUN if (Test-Path a) { b\n' },
    { title: 'here-documents', files: 'FROM debian:13\nRUN <<EOF cat > /a\n"\nEOF\n' },
    { title: 'no shell reads it', files: 'FROM debian:13\nRUN ["echo", "if"]\n' },
  ],
  *check({ stages }) {
    for (const { instructions } of stages) {
      for (const instruction of instructions) {
        if (instruction.keyword !== 'RUN' || !isCertain(instruction.command)) continue;
        const [problem] = instruction.command.problems;
        if (problem) yield { at: problem.at, message: `The shell can’t read this: ${problem.message.slice(0, 100)}` };
      }
    }
  },
});

function isCertain({ form, script, span }: CommandLine): boolean {
  return form === 'shell' && script !== undefined && !textOf(span).includes('<<');
}
