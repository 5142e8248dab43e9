import { rule } from '../../core/rule';
import { type Edit, replace } from '../../core/text';
import { directiveOf, embeddedIn } from '../../formats/azure-pipelines/embedded';
import { partsOf } from '../../formats/azure-pipelines/expression';
import { scalarsIn } from '../../formats/azure-pipelines/walk';
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
    for (const scalar of scalarsIn(pipeline)) {
      for (const { expression } of embeddedIn(scalar)) {
        for (const part of expression ? partsOf(expression) : []) {
          if (part.kind !== 'call' || !/^(?:eq|ne|in|notin|startswith|endswith|contains)$/i.test(part.name)) continue;
          const [first, ...others] = part.args;
          // The other side may hold the very text.
          if (!first || others.some((other) => other.kind !== 'literal')) continue;
          const name = first.kind === 'literal' && /^\$\(([\w.]+)\)$/.exec(String(first.value))?.[1];
          if (!name) continue;
          const edits: Edit[] = [replace(locate(scalar, first.start, first.end), `variables['${name}']`)];
          const canQuote = scalar.style !== 'single';
          yield {
            at: locate(scalar, first.start, first.end),
            message: `$(${name}) has no value yet where this is decided: ${directiveOf(scalar) ? 'what stands below is never there, or always' : 'it is compared as it stands'}`,
            fix: canQuote ? { title: `Read variables['${name}']`, edits } : undefined,
          };
        }
      }
    }
  },
});
