import { rule } from '../../core/rule';
import { type Edit, replace } from '../../core/text';
import type { Job, Stage } from '../../formats/azure-pipelines/model';
import { locate } from '../../formats/yaml/locate';
import type { YamlScalar } from '../../formats/yaml/syntax';

export default rule({
  id: 'azure-pipelines/invalid-name',
  title: 'Name with characters that it may not have',
  why: [
    'Names of stages and jobs have letters, digits and underscores and begin with none of the digits; expressions read them as words. Azure DevOps refuses others. What people are to read stands in `displayName`.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['azure-pipelines-vscode:schema'],
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/jobs-job#properties'],
  bad: [
    {
      files:
        'trigger: none\nstages:\n  - stage: «build-all»\n    jobs:\n      - job: «unit tests»\n        steps:\n          - bash: make\n      - job: lint\n        dependsOn: unit tests\n        steps:\n          - bash: make lint\n  - stage: deploy\n    dependsOn: [build-all]\n    jobs:\n      - job: web\n        steps:\n          - bash: make\n',
      fixed:
        'trigger: none\nstages:\n  - stage: build_all\n    jobs:\n      - job: unit_tests\n        steps:\n          - bash: make\n      - job: lint\n        dependsOn: unit_tests\n        steps:\n          - bash: make lint\n  - stage: deploy\n    dependsOn: [build_all]\n    jobs:\n      - job: web\n        steps:\n          - bash: make\n',
    },
    {
      title: 'begins with a digit',
      files: 'trigger: none\njobs:\n  - job: «1st»\n    steps:\n      - bash: make\n',
      fixed: 'trigger: none\njobs:\n  - job: _1st\n    steps:\n      - bash: make\n',
    },
  ],
  good: [
    'trigger: none\nstages:\n  - stage: Build_2\n    displayName: build - all\n    jobs:\n      - job: unit_tests\n        steps:\n          - bash: make\n',
    'trigger: none\njobs:\n  - job: build_${{ parameters.os-name }}\n    steps:\n      - bash: make\n',
    'trigger: none\njobs:\n  - job:\n    steps:\n      - bash: make\n',
  ],
  *check({ stages, jobs, isBroken }) {
    if (isBroken) return;
    for (const [parts, what] of [
      [stages, 'stage'],
      [jobs, 'job'],
    ] as const) {
      for (const part of parts) {
        const { id, head } = part;
        if (id === undefined || /^[A-Za-z_]\w*$/.test(id)) continue;
        const name = id.replace(/\W+/g, '_').replace(/^(?=\d)/, '_');
        const isTaken = parts.some((other) => other.id === name);
        yield {
          at: head,
          message: `The name of a ${what} has letters, digits and underscores only: write ${name.slice(0, 60)}`,
          fix: isTaken ? undefined : { title: `Call it ${name}`, edits: renamed(part, parts, name) },
        };
      }
    }
  },
});

function renamed(part: Stage | Job, parts: readonly (Stage | Job)[], name: string): Edit[] {
  const written = (scalar: YamlScalar) => replace(locate(scalar, 0, scalar.text.length), name);
  const own = part.map.ownPairs.find(({ value }) => value?.kind === 'scalar' && value.text === part.id)?.value;
  const others = parts.flatMap(({ dependsOn }) => dependsOn?.names.filter(({ text }) => text === part.id) ?? []);
  return [...(own?.kind === 'scalar' ? [own] : []), ...others].map(written);
}
