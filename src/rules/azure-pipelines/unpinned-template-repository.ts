import { rule } from '../../core/rule';
import { insertPairs, scalar, setScalar, Verbatim } from '../../formats/yaml';

export default rule({
  id: 'azure-pipelines/unpinned-template-repository',
  title: 'Templates of a branch',
  why: [
    'A template runs in this pipeline, with its service connections and its secrets. Where its repository is named without a tag or a commit, whoever pushes to that branch changes what runs here, unseen and at once.',
    'Within one organisation that may be meant; therefore only repositories of others, on GitHub or Bitbucket, are a warning.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  links: [
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/process/templates#use-other-repositories',
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/resources-repositories-repository',
  ],
  bad: [
    {
      title: 'no ref: the default branch',
      files:
        'trigger: none\nresources:\n  repositories:\n    - «repository: templates»\n      type: github\n      name: acme/templates\n      endpoint: github\nsteps:\n  - template: build.yml@templates\n',
      fixed:
        'trigger: none\nresources:\n  repositories:\n    - repository: templates\n      type: github\n      name: acme/templates\n      endpoint: github\n      ref: refs/tags/v1.0.0\nsteps:\n  - template: build.yml@templates\n',
    },
    {
      title: 'a branch, of the same organisation',
      files:
        'trigger: none\nresources:\n  repositories:\n    - repository: templates\n      type: git\n      name: platform/templates\n      ref: «refs/heads/main»\nextends:\n  template: base.yml@templates\n',
      fixed:
        'trigger: none\nresources:\n  repositories:\n    - repository: templates\n      type: git\n      name: platform/templates\n      ref: refs/tags/v1.0.0\nextends:\n  template: base.yml@templates\n',
    },
  ],
  good: [
    'trigger: none\nresources:\n  repositories:\n    - repository: templates\n      type: github\n      name: acme/templates\n      endpoint: github\n      ref: refs/tags/v2.1\nsteps:\n  - template: build.yml@templates\n',
    {
      title: 'only checked out',
      files:
        'trigger: none\nresources:\n  repositories:\n    - repository: docs\n      type: github\n      name: acme/docs\n      endpoint: github\nsteps:\n  - checkout: docs\n',
    },
    {
      title: 'a commit, and a ref that is made',
      files:
        'trigger: none\nresources:\n  repositories:\n    - repository: a\n      type: git\n      name: platform/a\n      ref: 4f5c1a0b9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b\n    - repository: b\n      type: git\n      name: platform/b\n      ref: ${{ parameters.ref }}\nsteps:\n  - template: a.yml@a\n  - template: b.yml@b\n',
    },
  ],
  *check({ pipeline }) {
    if (!pipeline) return;
    const used = new Set(pipeline.templates.flatMap(({ repository }) => repository?.toLowerCase() ?? []));
    for (const repository of pipeline.resources.repositories) {
      const pair = repository.pair('repository');
      const alias = scalar(pair?.value)?.text;
      if (!pair || alias === undefined || !used.has(alias.toLowerCase())) continue;
      const ref = scalar(repository.get('ref'));
      if (ref ? !ref.text.startsWith('refs/heads/') || ref.text.includes('$') : !repository.lacks('ref')) continue;
      const isOurs = scalar(repository.get('type'))?.text.toLowerCase() === 'git';
      yield {
        at: ref ?? pair,
        ...(isOurs && { severity: 'info' }),
        message: ref
          ? `Whoever pushes to ${ref.text.slice('refs/heads/'.length)} there changes what runs here: name a tag`
          : 'Whoever pushes to its default branch changes what runs here: name a tag with `ref`',
        fix: {
          title: 'Name a tag',
          edits: [
            ref
              ? setScalar(ref, 'refs/tags/${1:v1.0.0}')
              : insertPairs(repository, { ref: new Verbatim('refs/tags/${1:v1.0.0}') }),
          ],
        },
      };
    }
  },
});
