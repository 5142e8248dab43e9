import { rule } from '../../core/rule';

export default rule({
  id: 'dockerfile/reserved-stage-name',
  title: 'Stage with a name that means something else',
  why: [
    '`scratch` is the empty image, and `context` the folder that is built. A stage of that name can’t be told from them: `FROM scratch` stays the empty image, whatever a stage of that name holds.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  equivalents: ['hadolint:DL3063', 'buildkit:ReservedStageName'],
  links: ['https://docs.docker.com/build/building/base-images/#create-a-minimal-base-image-using-scratch'],
  bad: [
    { files: 'FROM alpine:3.24 AS «scratch»\nRUN apk upgrade\nFROM scratch\n' },
    { files: 'FROM alpine:3.24 AS «Context»\nCOPY . .\n' },
  ],
  good: [
    'FROM scratch AS export\nCOPY a /\n',
    'FROM alpine:3.24 AS scratch-pad\n',
    'FROM alpine:3.24 AS build\nFROM scratch\nCOPY --from=build /a /\n',
  ],
  *check({ stages }) {
    for (const { alias } of stages) {
      if (!alias || !/^(?:scratch|context)$/i.test(alias.text)) continue;
      const meaning = alias.text.toLowerCase() === 'scratch' ? 'the empty image' : 'the folder that is built';
      yield {
        at: alias.span,
        message: `\`${alias.text.toLowerCase()}\` is ${meaning}; choose another name for this stage`,
      };
    }
  },
});
