import { rule } from '../../core/rule';
import { writtenIn } from '../../formats/gitlab-ci/walk';

export default rule({
  id: 'gitlab-ci/duplicate-key',
  title: 'Key that stands twice',
  why: [
    'Of two keys of one name in one map GitLab takes the last and says nothing: the first job, variable or script is gone, though it stands there for all to read.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://yaml.org/spec/1.2.2/#mapping'],
  bad: [
    { files: '«test»:\n  script: npm run lint\n\ntest:\n  script: npm test\n' },
    { title: 'in a job', files: 'test:\n  «script»: npm ci\n  image: node:24\n  script: npm test\n' },
  ],
  good: [
    'lint:\n  script: npm run lint\n\ntest:\n  script: npm test\n',
    {
      title: 'several merges, and what is merged in',
      files:
        '.a: &a\n  image: node:24\n\n.b: &b\n  stage: test\n\ntest:\n  <<: *a\n  <<: *b\n  image: node:26\n  script: npm test\n',
    },
    {
      title: 'one name in two files',
      files: {
        '.gitlab-ci.yml': 'include: /ci/test.yml\n\ntest:\n  image: node:24\n',
        'ci/test.yml': 'test:\n  stage: test\n  script: npm test\n',
      },
    },
  ],
  *check({ files }) {
    for (const { file } of files) {
      for (const { ownPairs } of writtenIn(file).maps) {
        const last = new Map(ownPairs.map((pair) => [pair.name, pair]));
        if (last.size === ownPairs.length) continue;
        for (const pair of ownPairs) {
          const other = last.get(pair.name);
          if (!other || other === pair || pair.name === '<<') continue;
          const line = file.lineAt(other.start) + 1;
          yield {
            at: pair.key,
            message: `${pair.name.slice(0, 60)} is set again in line ${line}, so what stands here does not count: keep one of the two`,
            related: [{ at: other.key, message: 'This counts' }],
            address: pair.name,
          };
        }
      }
    }
  },
});
