import { rule } from '../../core/rule';

/** What Docker keeps for itself; its extensions are told by labels that begin so. */
const RESERVED = /^(?:com\.docker|io\.docker|org\.dockerproject)\.(?!desktop\.|extension\.|image\.|volume\.)/;
const KEY = /^[a-z](?:[a-z0-9]|[.-](?=[a-z0-9]))*$/;

export default rule({
  id: 'dockerfile/invalid-label-key',
  title: 'Name of a label that breaks the conventions',
  why: [
    'Docker’s own guidelines want names of labels in lower case, of letters, digits, dots and hyphens, and keep `com.docker.`, `io.docker.` and `org.dockerproject.` for Docker. Names are case-sensitive, so `Team` and `team` are two labels, and a filter for one does not find the other.',
    'Any name works all the same, which is why this is off until asked for.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'all',
  since: '0.1.0',
  equivalents: ['hadolint:DL3048'],
  links: ['https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations'],
  bad: [
    { files: 'FROM node:24\nLABEL «Team»=shop «cost_center»=42\n' },
    { title: 'kept for Docker', files: 'FROM node:24\nLABEL «com.docker.team»=shop\n' },
  ],
  good: [
    'FROM node:24\nLABEL org.opencontainers.image.title=shop team=shop\n',
    {
      title: 'how an extension of Docker Desktop is known',
      files: 'FROM node:24\nLABEL com.docker.desktop.extension.api.version=">= 0.3.4"\n',
    },
    { title: 'a name that is not known', files: 'FROM node:24\nARG TEAM\nLABEL $TEAM=shop\n' },
  ],
  *check({ stages }) {
    for (const { instructions } of stages)
      for (const instruction of instructions) {
        if (instruction.keyword !== 'LABEL') continue;
        for (const { name } of instruction.pairs) {
          const { text } = name;
          if (text === undefined || text === '' || (KEY.test(text) && !RESERVED.test(text))) continue;
          yield {
            at: name.locate(0, text.length),
            message: RESERVED.test(text)
              ? `Names like \`${text}\` are kept for Docker; begin with a domain of your own`
              : `Write \`${text}\` in lower-case letters, digits, dots and hyphens`,
            address: text,
          };
        }
      }
  },
});
