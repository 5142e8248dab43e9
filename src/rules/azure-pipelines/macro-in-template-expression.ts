import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { type Expression, partsOf } from '../../formats/azure-pipelines/expression';
import { expressionsIn } from '../../formats/azure-pipelines/expressions';
import { locate } from '../../formats/yaml/locate';

export default rule({
  id: 'azure-pipelines/macro-in-template-expression',
  title: 'Variable that is read too late for its expression',
  why: [
    '`${{ }}` is settled before the pipeline starts, `$( )` is put in when a task runs. Within `${{ }}` a text such as `$(name)` is therefore just those seven characters: a comparison with it never holds, and what hangs on it is never there.',
    'Read `variables[…]` instead; variables that get their value only while the pipeline runs belong into a `condition`.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/variables#understand-variable-syntax'],
  bad: [
    {
      files: "trigger: none\nsteps:\n  - ${{ if eq(«'$(Build.Reason)'», 'PullRequest') }}:\n      - bash: make\n",
      fixed: "trigger: none\nsteps:\n  - ${{ if eq(variables['Build.Reason'], 'PullRequest') }}:\n      - bash: make\n",
    },
    {
      files:
        "trigger: none\nvariables:\n  ${{ if startsWith(«'$(branch)'», 'release/') }}:\n    kind: release\nsteps:\n  - bash: make ${{ iif(contains(«'$(flags)'», 'x'), 'a', 'b') }}\n",
      fixed:
        "trigger: none\nvariables:\n  ${{ if startsWith(variables['branch'], 'release/') }}:\n    kind: release\nsteps:\n  - bash: make ${{ iif(contains(variables['flags'], 'x'), 'a', 'b') }}\n",
    },
  ],
  good: [
    "trigger: none\nsteps:\n  - ${{ if eq(variables['Build.Reason'], 'PullRequest') }}:\n      - bash: make\n        condition: eq('$(Build.Reason)', 'PullRequest')\n",
    {
      title: 'handed on, to be put in later',
      files:
        "trigger: none\nsteps:\n  - bash: make ${{ coalesce(parameters.version, '$(Build.BuildNumber)') }} ${{ format('{0}-{1}', 'a', '$(b)') }}\n",
    },
    {
      title: 'compared with such a text on purpose, as a default of a parameter',
      files:
        "parameters:\n  - name: version\n    default: $(version)\nsteps:\n  - ${{ if ne(parameters.version, '$(version)') }}:\n      - bash: make\n",
    },
  ],
  *check({ pipeline, isBroken }) {
    if (!pipeline || isBroken) return;
    for (const { scalar, embedded, expression } of expressionsIn(pipeline)) {
      if (!embedded || !expression) continue;
      for (const part of partsOf(expression)) {
        const macro = comparedMacro(part);
        if (!macro) continue;
        const { name, start, end } = macro;
        const at = locate(scalar, start, end);
        const read = `variables['${name}']`;
        yield {
          at,
          message: `$(${name}) has no value yet, so ${embedded.directive ? 'what stands below is there always or never' : 'its name is compared'}: write ${read} if it is known before the start`,
          fix: scalar.style === 'single' ? undefined : { title: `Read ${read}`, edits: [replace(at, read)] },
        };
      }
    }
  },
});

/** The text of a macro that stands first in a comparison with literals; the other side of another may hold the very text. */
function comparedMacro(part: Expression): { name: string; start: number; end: number } | undefined {
  if (part.kind !== 'call' || !/^(?:eq|ne|in|notin|startswith|endswith|contains)$/i.test(part.name)) return undefined;
  const [first, ...others] = part.args;
  if (first?.kind !== 'literal' || others.some((other) => other.kind !== 'literal')) return undefined;
  const name = /^\$\(([\w.]+)\)$/.exec(String(first.value))?.[1];
  return name === undefined ? undefined : { name, start: first.start, end: first.end };
}
