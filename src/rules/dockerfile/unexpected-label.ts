import { rule } from '../../core/rule';

export default rule({
  id: 'dockerfile/unexpected-label',
  title: 'Label that the team does not know',
  why: [
    'Where tools sort images by their labels, a label that is misspelt or made up is one that nobody looks for: the image is missed by clean-ups, reports and alerts, and nothing says so.',
    'Silent until the option `allowed` says which labels there are.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  equivalents: ['hadolint:DL3050'],
  options: {
    allowed: {
      type: 'strings',
      default: [],
      description: 'All labels that an image may have; `org.opencontainers.image.*` stands for what begins so.',
    },
  },
  links: ['https://docs.docker.com/engine/manage-resources/labels/'],
  bad: [
    {
      files: 'FROM node:24\nLABEL team=shop «owner»=kim\n',
      options: { allowed: ['team', 'org.opencontainers.image.*'] },
    },
    {
      title: 'misspelt',
      files: 'FROM node:24\nLABEL "«org.opencontainer.image.source»"="https://git.example.com/shop"\n',
      options: { allowed: ['org.opencontainers.image.*'] },
    },
  ],
  good: [
    { title: 'nobody has said which there are', files: 'FROM node:24\nLABEL anything=goes\n' },
    {
      title: 'a whole family of them',
      files: 'FROM node:24\nLABEL org.opencontainers.image.source=https://git.example.com/shop team=shop\n',
      options: { allowed: ['team', 'org.opencontainers.image.*'] },
    },
    {
      title: 'a name that is not known',
      files: 'FROM node:24\nARG PREFIX\nLABEL $PREFIX.team=shop\n',
      options: { allowed: ['team'] },
    },
  ],
  *check({ stages }, { options: { allowed } }) {
    if (allowed.length === 0) return;
    for (const { instructions } of stages)
      for (const instruction of instructions) {
        if (instruction.keyword !== 'LABEL') continue;
        for (const { name } of instruction.pairs) {
          const { text } = name;
          if (text === undefined || allowed.some((each) => isMeant(each, text))) continue;
          yield {
            at: name.locate(0, text.length),
            message: `\`${text}\` is none of the labels that the team uses`,
            address: text,
          };
        }
      }
  },
});

function isMeant(allowed: string, label: string): boolean {
  return allowed.endsWith('*') ? label.startsWith(allowed.slice(0, -1)) : label === allowed;
}
