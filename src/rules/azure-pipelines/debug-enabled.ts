import { rule } from '../../core/rule';
import { remove, textOf } from '../../core/text';
import type { Variable } from '../../formats/azure-pipelines/model';
import { removePart } from '../../formats/yaml';

export default rule({
  id: 'azure-pipelines/debug-enabled',
  title: 'Logs of every run in full detail',
  why: [
    'With `system.debug` every task writes out what it gets and does: inputs, answers of servers, environments. Secrets that Azure does not know of, such as one inside of a connection string, get into the logs that way, and what matters drowns.',
    'For one run it can be switched on when the run is started by hand.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['poutine:debug_enabled'],
  links: [
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/troubleshooting/review-logs#configure-verbose-logs',
  ],
  bad: [
    {
      files: 'trigger: none\nvariables:\n  configuration: Release\n  «system.debug: true»\nsteps:\n  - bash: make\n',
      fixed: 'trigger: none\nvariables:\n  configuration: Release\nsteps:\n  - bash: make\n',
    },
    {
      title: 'in a list, in a job',
      files:
        "trigger: none\njobs:\n  - job: build\n    variables:\n      - group: shop\n      - «name: System.Debug\n        value: 'True'»\n    steps:\n      - bash: make\n",
      fixed:
        'trigger: none\njobs:\n  - job: build\n    variables:\n      - group: shop\n    steps:\n      - bash: make\n',
    },
  ],
  good: [
    'trigger: none\nvariables:\n  system.debug: false\nsteps:\n  - bash: make\n',
    {
      title: 'asked for when the run is started',
      files:
        'trigger: none\nparameters:\n  - name: debug\n    type: boolean\n    default: false\nvariables:\n  system.debug: ${{ parameters.debug }}\nsteps:\n  - bash: make\n',
    },
    {
      title: 'on purpose, as a comment says',
      files:
        'trigger: none\nvariables:\n  # The trial run always tells all: debug\n  system.debug: true\nsteps:\n  - bash: make\n',
    },
    {
      title: 'under a condition',
      files:
        "trigger: none\nvariables:\n  ${{ if eq(variables['Build.Reason'], 'Manual') }}:\n    system.debug: true\nsteps:\n  - bash: make\n",
    },
  ],
  *check({ pipeline }) {
    for (const variable of pipeline?.variables ?? []) {
      if (variable.name.toLowerCase() !== 'system.debug' || variable.value?.text.toLowerCase() !== 'true') continue;
      if (isConditional(variable) || isExplained(variable)) continue;
      const { part } = variable;
      const holder = part.kind === 'map' ? part.holder : undefined;
      yield {
        at: part,
        message:
          'With system.debug every run writes all that its tasks see into the logs: leave it out, and switch it on for one run',
        fix: {
          title: 'Leave system.debug out',
          edits: [part.kind === 'pair' ? removePart(part) : holder ? removePart(holder) : remove(part)],
        },
      };
    }
  },
});

/** Whether a comment says why: on the line of it, or on the one above. */
function isExplained({ part: { file, start } }: Variable): boolean {
  const number = file.lineAt(start);
  const line = (each: number) => textOf(file.line(each)).toLowerCase();
  const comment = (text: string) => (text.includes('#') ? text.slice(text.indexOf('#')) : '');
  const above = number > 0 ? line(number - 1).trimStart() : '';
  return comment(line(number)).includes('debug') || (above.startsWith('#') && above.includes('debug'));
}

function isConditional({ part }: Variable): boolean {
  let map = part.kind === 'pair' ? part.parent : part;
  for (;;) {
    const { holder } = map;
    if (!holder) return false;
    if (holder.kind === 'pair' && holder.name.includes('${{')) return true;
    const parent = holder.kind === 'pair' ? holder.parent : holder.parent.holder?.parent;
    if (parent?.kind !== 'map') return false;
    const pair = holder.kind === 'item' ? holder.parent.holder : undefined;
    if (pair?.kind === 'pair' && pair.name.includes('${{')) return true;
    map = parent;
  }
}
