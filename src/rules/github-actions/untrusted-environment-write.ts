import { type Finding, rule } from '../../core/rule';
import { inputOf } from '../../formats/github-actions/action-input';
import { embeddedIn } from '../../formats/github-actions/embedded';
import type { Step } from '../../formats/github-actions/model';
import { privilegedEvents } from '../../formats/github-actions/privileged';
import type { ShellText } from '../../formats/github-actions/shell-script';
import { asksWho, environments, type Taint, taintOf } from '../../formats/github-actions/taint';
import type { ShellCommand } from '../../formats/shell/syntax';
import { scalar } from '../../formats/yaml/access';
import { scriptsIn } from '../shared/workflow-scripts';

export default rule({
  id: 'github-actions/untrusted-environment-write',
  title: 'Environment of later steps in the hands of strangers',
  why: [
    'Each line of the file that `$GITHUB_ENV` names becomes a variable of all later steps. A text of several lines that a stranger has written, such as the body of a comment, can add a line of its own: `LD_PRELOAD`, `BASH_ENV` or `NODE_OPTIONS` then lets the next program run what they like. Whoever writes into `$GITHUB_PATH` chooses which programs are found first.',
    'Hand the text on as an output of the step, with a delimiter that nobody can guess, or read it from the event where it is needed.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['zizmor:github-env', 'kics:Beta - GitHub Environment File Injection'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-environment-variable',
    'https://securitylab.github.com/resources/github-actions-untrusted-input/',
  ],
  bad: [
    {
      files: `on: issue_comment
jobs:
  answer:
    runs-on: ubuntu-latest
    steps:
      - env:
          BODY: \${{ github.event.comment.body }}
        run: |
          «echo "COMMENT=$BODY" >> "$GITHUB_ENV"»
      - run: npm ci
`,
    },
    {
      title: 'a file of another run',
      files: `on:
  workflow_run:
    workflows: [CI]
jobs:
  report:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v8
        with:
          run-id: \${{ github.event.workflow_run.id }}
      - run: «cat pr/env.txt >> $GITHUB_ENV»
`,
    },
    {
      title: 'where programs are looked for',
      files: `on: pull_request_target
jobs:
  tools:
    runs-on: ubuntu-latest
    steps:
      - env:
          TITLE: \${{ github.event.pull_request.title }}
        run: «echo "$TITLE" >> "$GITHUB_PATH"»
`,
    },
  ],
  good: [
    {
      title: 'one line, which is a value and nothing else',
      files: `on: pull_request_target
jobs:
  answer:
    runs-on: ubuntu-latest
    steps:
      - env:
          TITLE: \${{ github.event.pull_request.title }}
        run: echo "TITLE=$TITLE" >> "$GITHUB_ENV"
`,
    },
    {
      title: 'an output',
      files: `on: issue_comment
jobs:
  answer:
    runs-on: ubuntu-latest
    steps:
      - env:
          BODY: \${{ github.event.comment.body }}
        run: echo "length=\${#BODY}" >> "$GITHUB_OUTPUT"
`,
    },
    {
      title: 'what the repository itself holds',
      files: `on: issue_comment
jobs:
  answer:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: cat .env.ci >> "$GITHUB_ENV"
`,
    },
    {
      title: 'made into another text first',
      files: `on: issue_comment
jobs:
  answer:
    runs-on: ubuntu-latest
    steps:
      - env:
          BODY: \${{ github.event.comment.body }}
        run: echo "WORDS=$(echo "$BODY" | wc -w)" >> "$GITHUB_ENV"
`,
    },
  ],
  *check(model) {
    for (const { step, shell } of scriptsIn(model, /GITHUB_(?:ENV|PATH)\b/)) {
      for (const command of shell.commands) {
        const finding = judge(command, step, shell);
        if (finding) yield finding;
      }
    }
  },
});

function judge(command: ShellCommand, step: Step, shell: ShellText): Finding | undefined {
  const into = targetOf(command);
  if (into === undefined) return undefined;
  const { name, words } = command;
  const severity = asksWho(step) ? 'warning' : 'error';
  if (name === 'echo' || name === 'printf') {
    const text = words
      .slice(1)
      .map(({ raw }) => raw)
      .join(' ');
    const taint = variablesIn(text)
      .map((variable) => taintOfVariable(variable, step))
      .find((each) => each && mayBreak(each, into));
    if (!taint) return undefined;
    return {
      at: shell.place(command.span),
      severity: taint.events === undefined ? 'warning' : severity,
      message: `Whoever writes ${taint.context.path} can set any variable of the steps that follow: it gets into $${into}`,
    };
  }
  const [, first] = words;
  const isFile = name === 'cat' && words.length === 2 && /^(?:\.\/)?[\w-][\w./-]*$/.test(first?.value ?? '');
  if (!isFile || !privilegedEvents(step).includes('workflow_run') || !bringsForeignFiles(step)) return undefined;
  return {
    at: shell.place(command.span),
    severity: 'warning',
    message: `A file that another run has left can set any variable of the steps that follow: it gets into $${into}`,
  };
}

/** The name of the file in whose hands the later steps are. */
function targetOf({ redirects, pipedInto }: ShellCommand): string | undefined {
  const names = redirects.filter(({ operator }) => operator.startsWith('>')).map(({ target }) => target?.raw ?? '');
  if (pipedInto?.name === 'tee') names.push(...pipedInto.words.slice(1).map(({ raw }) => raw));
  return names.flatMap((name) => /\$\{?(GITHUB_(?:ENV|PATH))\b/.exec(name)?.[1] ?? [])[0];
}

/** The variables whose whole text gets into a word; what goes through another command does not count. */
function variablesIn(text: string): readonly string[] {
  if (/\$\(|`/.test(text)) return [];
  return [...text.matchAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g)].flatMap(
    ([, braced, plain]) => braced ?? plain ?? [],
  );
}

function taintOfVariable(name: string, step: Step): Taint | undefined {
  const pair = environments(step)
    .flatMap((env) => env.pairs)
    .find((each) => each.name === name);
  const value = scalar(pair?.value);
  for (const embedded of value ? embeddedIn(value) : []) {
    const taint = taintOf(embedded, step);
    if (taint && !taint.asJson) return taint;
  }
  return undefined;
}

/** Titles and names have one line; only where programs are found, that is enough. */
function mayBreak({ context }: Taint, into: string): boolean {
  return into === 'GITHUB_PATH' || /\.(?:body|message|description)$|\.body\.from$/.test(context.path);
}

/** Whether an earlier step of the job brings files of another run. */
function bringsForeignFiles(step: Step): boolean {
  const all = step.siblings();
  return all.slice(0, all.indexOf(step)).some((each) => {
    const { uses, run } = each;
    if (uses?.kind !== 'repository') return /gh run download|\bunzip\b/.test(run?.scalar.text ?? '');
    if (uses.repository === 'actions/download-artifact') return inputOf(each, 'run-id') !== undefined;
    return uses.repository === 'dawidd6/action-download-artifact' || uses.repository === 'actions/github-script';
  });
}
