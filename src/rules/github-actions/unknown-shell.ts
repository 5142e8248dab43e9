import { type Finding, rule } from '../../core/rule';
import { hasExpression } from '../../formats/github-actions/embedded';
import type { ActionsModel, Job } from '../../formats/github-actions/model';
import { map, scalar } from '../../formats/yaml/access';
import { setScalar } from '../../formats/yaml/edit';
import type { YamlMap, YamlScalar } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';
import { clipped } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/unknown-shell',
  title: 'Shell that GitHub does not know, or the runner does not have',
  why: [
    'GitHub knows six shells by name; any other is a command that must say with `{0}` where the script goes. A step with another word fails with “Invalid shell option”, one with a shell of another system with “command not found”.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:shell-name'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell'],
  bad: [
    {
      files:
        "on: push\ndefaults:\n  run:\n    shell: «basch»\njobs:\n  test:\n    runs-on: windows-2025\n    steps:\n      - run: make\n        shell: «'power-shell'»\n",
      fixed:
        "on: push\ndefaults:\n  run:\n    shell: bash\njobs:\n  test:\n    runs-on: windows-2025\n    steps:\n      - run: make\n        shell: 'powershell'\n",
    },
    {
      title: 'a command without the place of the script',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: print(1)\n        shell: «python3»\n',
      fixed:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: print(1)\n        shell: python3 {0}\n',
    },
    {
      title: 'a shell of Windows on Linux',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: dir\n        shell: «cmd»\n',
    },
  ],
  good: [
    'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: a\n        shell: bash\n      - run: b\n        shell: Pwsh\n      - run: c\n        shell: perl {0}\n      - run: d\n        shell: bash -euo pipefail {0}\n',
    'on: push\njobs:\n  test:\n    runs-on: windows-2025\n    steps:\n      - run: a\n        shell: cmd\n      - run: b\n        shell: powershell\n      - run: c\n        shell: bash\n',
    {
      title: 'a step for another system, in a list that all systems share',
      files:
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: dir\n        shell: cmd\n        if: runner.os == 'Windows'\n",
    },
    {
      title: 'runners of one’s own may have any',
      files:
        'on: push\njobs:\n  test:\n    runs-on: [self-hosted, x64]\n    steps:\n      - run: dir\n        shell: cmd\n      - run: ls\n        shell: nix develop -c bash {0}\n',
    },
  ],
  *check(model) {
    for (const { shell, job } of shellsOf(model)) {
      const text = shell.text.trim();
      if (text === '' || hasExpression(text)) continue;
      const name = text.toLowerCase();
      if (KNOWN.includes(name)) {
        if (job && isWindowsOnly(name) && runsElsewhere(job))
          yield {
            at: shell,
            message: `\`${text}\` is a shell of Windows, and this job runs on \`${clipped(job.runsOn?.[0] ?? '')}\`: use pwsh or bash`,
          };
      } else if (!text.includes('{0}')) yield unknown(shell, text);
    }
  },
});

const KNOWN: readonly string[] = ['bash', 'sh', 'pwsh', 'powershell', 'cmd', 'python'];

function unknown(shell: YamlScalar, text: string): Finding {
  const isCommand =
    /^(?:python3|perl|ruby|node|zsh|fish|nu|deno|bun|dash|ash|ksh|php|lua|Rscript)$/.test(text) || text.includes(' ');
  const near = isCommand ? undefined : meant(text.toLowerCase(), KNOWN);
  if (near !== undefined)
    return {
      at: shell,
      message: `GitHub knows no shell \`${clipped(text)}\`: did you mean \`${near}\`?`,
      fix: { title: `Use ${near}`, edits: [setScalar(shell, near)] },
    };
  return {
    at: shell,
    message: `GitHub knows no shell \`${clipped(text)}\`: write a command with {0} where the script goes, or one of ${KNOWN.join(', ')}`,
    fix: isCommand ? { title: 'Say where the script goes', edits: [setScalar(shell, `${text} {0}`)] } : undefined,
  };
}

interface UsedShell {
  readonly shell: YamlScalar;
  readonly job: Job | undefined;
}

function* shellsOf({ workflow, jobs, steps }: ActionsModel): Generator<UsedShell> {
  const defaults = (owner: YamlMap | undefined) => scalar(map(map(owner?.get('defaults'))?.get('run'))?.get('shell'));
  const top = defaults(workflow?.map);
  if (top) yield { shell: top, job: undefined };
  const seen = new Set<YamlScalar>();
  for (const job of jobs) {
    const shell = defaults(job.map);
    if (shell && !seen.has(shell)) yield { shell, job };
    if (shell) seen.add(shell);
  }
  for (const step of steps) {
    const shell = step.map.lacks('run') ? undefined : scalar(step.map.get('shell'));
    // A condition may ask for the system.
    if (shell) yield { shell, job: step.condition ? undefined : step.job };
  }
}

function isWindowsOnly(name: string): boolean {
  return name === 'cmd' || name === 'powershell';
}

function runsElsewhere({ runsOn }: Job): boolean {
  return runsOn?.length === 1 && /^(?:ubuntu|macos)-(?:latest|\d\d(?:\.\d\d)?)$/i.test(runsOn[0] ?? '');
}
