import { rule } from '../../core/rule';
import { type Edit, insert, type Span } from '../../core/text';
import { packageCalls } from '../shared/package-calls';
import { runsOf } from '../shared/run-instructions';

export default rule({
  id: 'dockerfile/unquoted-requirement',
  title: 'Version that the shell takes for a redirection',
  why: [
    '`>` and `<` mean something to the shell: `pip install flask>=3` installs the newest flask, whatever its version, and writes what pip says into a file named `=3`. With `<` the build fails where there is no such file.',
    'Put the requirement into quotes.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://pip.pypa.io/en/stable/reference/requirement-specifiers/',
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_07',
  ],
  bad: [
    {
      files: 'FROM python:3.14\nRUN pip install gunicorn «flask>=3»\n',
      fixed: "FROM python:3.14\nRUN pip install gunicorn 'flask>=3'\n",
    },
    {
      files: 'FROM alpine:3.24\nRUN apk add --no-cache «nginx>1.28» jq && python3 -m pip install «kserve[storage]<1»\n',
      fixed: "FROM alpine:3.24\nRUN apk add --no-cache 'nginx>1.28' jq && python3 -m pip install 'kserve[storage]<1'\n",
    },
  ],
  good: [
    'FROM python:3.14\nRUN pip install "flask>=3" \'gunicorn<27\' uvicorn\\>=0.40\n',
    'FROM python:3.14\nRUN pip install flask > /log && pip install flask >/dev/null 2>&1 && pip install flask 2>errors && pip install -r requirements.txt>log\n',
    'FROM python:3.14\nRUN pip list>=3 && apt-get install -y curl>/dev/null\n',
  ],
  *check({ stages }) {
    for (const stage of stages) {
      for (const { command } of runsOf(stage)) {
        for (const call of packageCalls(command)) {
          if (call.action !== 'install') continue;
          for (const { operator, target, descriptor, span } of call.command.redirects) {
            if ((operator !== '>' && operator !== '<') || descriptor !== undefined || !target) continue;
            const name = call.packages.find((word) => word.span.end === span.start);
            if (!name || !/^=?\d[\w.*+-]*$/.test(target.value ?? '')) continue;
            const at: Span = { ...name.span, end: span.end };
            yield {
              at,
              message: `The shell takes \`${operator}\` for a redirection; put the requirement into quotes`,
              fix: { title: 'Put it into quotes', edits: quoted(at) },
            };
          }
        }
      }
    }
  },
});

function quoted({ file, start, end }: Span): readonly Edit[] {
  return [insert(file, start, "'"), insert(file, end, "'")];
}
