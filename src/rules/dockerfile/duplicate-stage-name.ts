import { rule } from '../../core/rule';

export default rule({
  id: 'dockerfile/duplicate-stage-name',
  title: 'Two stages of one name',
  why: [
    'Where two stages have the same name, `COPY --from`, `FROM` and `--target` each take one of them, and which one depends on where they stand and on the program that builds. Sooner or later files come from the wrong stage, without an error.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  equivalents: [
    'hadolint:DL3024',
    'buildkit:DuplicateStageName',
    'kics:Same Alias In Different Froms',
    'checkov:CKV_DOCKER_11',
    'trivy:DS-0012',
  ],
  links: ['https://docs.docker.com/build/building/multi-stage/'],
  bad: [
    {
      files:
        'FROM node:24 AS build\nRUN npm ci\nFROM golang:1.27 AS «build»\nRUN make\nFROM scratch\nCOPY --from=build /a /\n',
    },
    {
      title: 'capitals make no difference',
      files: 'FROM node:24 AS web\nFROM alpine:3.24 AS «Web»\nFROM alpine:3.24 AS «WEB»\n',
    },
  ],
  good: [
    'FROM node:24 AS build\nFROM golang:1.27 AS build-api\nFROM scratch\nCOPY --from=build /a /\n',
    { title: 'built further', files: 'FROM node:24 AS build\nFROM build\nRUN make\n' },
    { title: 'an image of the same name', files: 'FROM node:24 AS node\nFROM node AS app\n' },
  ],
  *check({ stages }) {
    const known = new Map<string, (typeof stages)[number]>();
    for (const stage of stages) {
      const { alias } = stage;
      const name = alias?.text.toLowerCase();
      if (!alias || name === undefined) continue;
      const first = known.get(name);
      if (!first) {
        known.set(name, stage);
        continue;
      }
      yield {
        at: alias.span,
        message: `Another stage is named \`${first.alias?.text ?? name}\` already; give this one a name of its own`,
        related: [{ at: first.from.span, message: 'The first stage of that name' }],
      };
    }
  },
});
