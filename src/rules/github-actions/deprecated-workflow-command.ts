import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import type { ShellText } from '../../formats/github-actions/shell-script';
import type { ShellCommand } from '../../formats/shell/syntax';
import { locate } from '../../formats/yaml/locate';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { scriptsIn } from '../shared/workflow-scripts';

export default rule({
  id: 'github-actions/deprecated-workflow-command',
  title: 'Command for the runner that has been replaced by a file',
  why: [
    'A runner used to take `::set-output`, `::save-state`, `::set-env` and `::add-path` out of whatever a step printed, so that a line in a log or in the name of a file could set them too. `set-env` and `add-path` have failed since 2020; the others are deprecated, warn in each run and go away.',
    'The same is written into the files that `$GITHUB_OUTPUT`, `$GITHUB_STATE`, `$GITHUB_ENV` and `$GITHUB_PATH` name.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: ['safe', 'suggested'],
  equivalents: ['actionlint:deprecated-commands'],
  links: [
    'https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#environment-files',
  ],
  bad: [
    {
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - id: version
        run: |
          VERSION=4
          «echo "::set-output name=version::$VERSION"»
          «echo ::save-state name=sha::\${{ github.sha }}»
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - id: version
        run: |
          VERSION=4
          echo "version=$VERSION" >> "$GITHUB_OUTPUT"
          echo "sha=\${{ github.sha }}" >> "$GITHUB_STATE"
`,
    },
    {
      title: 'those that fail',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: «echo "::add-path::$HOME/bin"»
      - run: «echo '::set-env name=LEVEL::info'»
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$HOME/bin" >> "$GITHUB_PATH"
      - run: echo 'LEVEL=info' >> "$GITHUB_ENV"
`,
    },
    {
      title: 'in PowerShell',
      files: `on: push
jobs:
  build:
    runs-on: windows-latest
    steps:
      - id: version
        run: |
          $version = 4
          «echo "::set-output name=version::$version"»
`,
      fixed: `on: push
jobs:
  build:
    runs-on: windows-latest
    steps:
      - id: version
        run: |
          $version = 4
          echo "version=$version" >> $env:GITHUB_OUTPUT
`,
    },
    {
      title: 'more lines than one can come out of a command',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - id: notes
        run: «echo "::set-output name=notes::$(cat NOTES)"»
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - id: notes
        run: echo "notes=$(cat NOTES)" >> "$GITHUB_OUTPUT"
`,
    },
  ],
  good: [
    `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo "version=4" >> "$GITHUB_OUTPUT"
`,
    {
      title: 'commands that stay',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: |
          echo "::add-mask::$TOKEN"
          echo "::group::Build"
          echo "::warning::Nothing is set by this"
`,
    },
    {
      title: 'in a comment, and in a file',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: |
          # echo "::set-output name=version::4"
          echo "::set-output name=version::4" > old.txt
`,
    },
    {
      title: 'looked for',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: grep -r "::set-output name=" scripts && exit 1 || true
`,
    },
  ],
  *check(model) {
    for (const { run, shell } of scriptsIn(model, COMMAND)) {
      for (const command of shell.commands) {
        const finding = inShell(command, shell, run.scalar);
        if (finding) yield finding;
      }
    }
    for (const { run } of model.steps) {
      if (run?.shell !== 'pwsh' || run.scalar.file !== model.file || !COMMAND.test(run.scalar.text)) continue;
      yield* inPowerShell(run.scalar);
    }
  },
});

const COMMAND = /::(?:set-output|save-state|set-env|add-path)\b/;
const FILES: Readonly<Record<string, string>> = {
  'set-output': 'GITHUB_OUTPUT',
  'save-state': 'GITHUB_STATE',
  'set-env': 'GITHUB_ENV',
  'add-path': 'GITHUB_PATH',
};

interface Written {
  readonly command: string;
  readonly file: string;
  /** What goes into the file: `name=value`, or the folder. */
  readonly line: string;
}

/** Reads `::set-output name=version::4`. */
function read(text: string): Written | undefined {
  const found = /^::(set-output|save-state|set-env|add-path)(?: +name=([^:,]{1,200}))? *::/.exec(text);
  const [whole = '', command = '', name] = found ?? [];
  const file = FILES[command];
  if (file === undefined || (name === undefined) !== (command === 'add-path')) return undefined;
  const value = text.slice(whole.length);
  return { command, file, line: name === undefined ? value : `${name}=${value}` };
}

function inShell(command: ShellCommand, shell: ShellText, scalar: YamlScalar): Finding | undefined {
  const { name, words, redirects, within } = command;
  const [, first, ...more] = words;
  if (name !== 'echo' || !first || redirects.length > 0 || command.pipedInto || within?.as === 'substitution')
    return undefined;
  const last = more.at(-1) ?? first;
  const firstSpan = first.span;
  // The scalar's own text, since what the runner fills in has been masked in the script.
  const raw = scalar.text.slice(first.span.start, last.span.end);
  const quote = /^["']/.exec(raw)?.[0] ?? '';
  const isWhole = quote === '' || (more.length === 0 && raw.endsWith(quote) && raw.length > 1);
  const found = read(quote === '' ? raw : raw.slice(1, -1));
  if (!found) return /^["']?::(?:set-output|save-state|set-env|add-path)\b/.test(raw) ? said(raw) : undefined;
  return said(found.command);

  function said(text: string): Finding {
    const { start } = firstSpan;
    const kind = Object.keys(FILES).find((each) => text.includes(each)) ?? text;
    const isGone = kind === 'set-env' || kind === 'add-path';
    const isAllowed = isGone && scalar.file.text.includes('ACTIONS_ALLOW_UNSECURE_COMMANDS');
    const plain = found && isWhole && !within && scalar.style !== 'double' && scalar.style !== 'single';
    const line = quote === '' ? `"${found?.line.replace(/(["`])/g, '\\$1')}"` : quote + found?.line + quote;
    const isPasted = quote === '' && /["'`\\]/.test(found?.line ?? '');
    return {
      at: shell.place(command.span),
      ...(isGone && !isAllowed && { severity: 'error' }),
      message: isGone
        ? `::${kind} fails on GitHub: write to "$${FILES[kind]}" instead`
        : `::${kind} is deprecated: write to "$${FILES[kind]}" instead`,
      fix:
        plain && !isPasted && !scalar.text.includes('%0A')
          ? {
              title: `Write to $${found.file}`,
              kind: /\$\(|`/.test(found.line) ? 'suggested' : 'safe',
              edits: [replace(locate(scalar, start, last.span.end), `${line} >> "$${found.file}"`)],
            }
          : undefined,
    };
  }
}

/** Lines that print a string and nothing else. */
function* inPowerShell(scalar: YamlScalar): Generator<Finding> {
  for (const match of scalar.text.matchAll(
    /^[ \t]*((?:echo|Write-Output|Write-Host) )(["'])(::[^"'\n]*)\2[ \t]*$/gim,
  )) {
    const [line, printer = '', quote = '', text = ''] = match;
    const found = read(text);
    if (!found) continue;
    const start = match.index + line.indexOf(printer);
    const isGone = found.command === 'set-env' || found.command === 'add-path';
    const isHost = /^write-host/i.test(printer);
    yield {
      at: locate(scalar, start, match.index + line.trimEnd().length),
      ...(isGone && { severity: 'error' }),
      message: `::${found.command} ${isGone ? 'fails on GitHub' : 'is deprecated'}: write to $env:${found.file} instead`,
      fix: {
        title: `Write to $env:${found.file}`,
        kind: found.line.includes('$(') ? 'suggested' : 'safe',
        edits: [
          replace(
            locate(scalar, start, match.index + line.trimEnd().length),
            `${isHost ? 'Write-Output ' : printer}${quote}${found.line}${quote} >> $env:${found.file}`,
          ),
        ],
      },
    };
  }
}
