import { rule } from '../../core/rule';
import { remove } from '../../core/text';

export default rule({
  id: 'dockerfile/empty-continuation',
  title: 'Blank line within an instruction',
  why: [
    'After a line that ends with the escape character, Docker still skips blank lines, but warns that a later version will not: the instruction then ends at the blank line, and its rest is taken for another one. Comments between the lines are fine.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['buildkit:NoEmptyContinuation'],
  links: ['https://docs.docker.com/reference/build-checks/no-empty-continuation/'],
  bad: [
    {
      files: 'FROM debian:13\nRUN apt-get update && \\\n«»\n    apt-get install -y curl\n',
      fixed: 'FROM debian:13\nRUN apt-get update && \\\n    apt-get install -y curl\n',
    },
    {
      title: 'once for each instruction',
      files: 'FROM debian:13\nENV A=1 \\\n«»\n  \n    # why\n\n    B=2\nRUN a \\\n«  »\n  b\n',
      fixed: 'FROM debian:13\nENV A=1 \\\n    # why\n    B=2\nRUN a \\\n  b\n',
    },
  ],
  good: [
    'FROM debian:13\nRUN apt-get update && \\\n    # a comment\n    apt-get install -y curl\n',
    { title: 'after its end', files: 'FROM debian:13\nRUN a \\\n  b\n\nRUN c \\\n\n' },
    { title: 'here-documents', files: 'FROM debian:13\nRUN <<EOF\na \\\n\nb\nEOF\n' },
  ],
  *check({ emptyContinuations, statementAt }) {
    let statement = -1;
    const all = emptyContinuations.map((at) => ({ at, start: statementAt?.(at.start).start ?? at.start }));
    for (const { at, start } of all) {
      if (start === statement) continue;
      statement = start;
      const blanks = all.filter((each) => each.start === start);
      yield {
        at,
        message: 'A blank line will end this instruction in later versions of Docker; remove it or make it a comment',
        fix: { title: 'Remove the blank lines', edits: blanks.map((blank) => remove(blank.at)) },
      };
    }
  },
});
