import { type Fix, rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import type { Instruction } from '../../formats/dockerfile/model';

export default rule({
  id: 'dockerfile/maintainer-instruction',
  title: 'MAINTAINER instead of a label',
  why: [
    'Docker has given up `MAINTAINER` in 2017. Labels say the same, in a form that registries and other tools know, and can be asked for: `docker inspect --format "{{.Config.Labels}}"`.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: [
    'hadolint:DL4000',
    'buildkit:MaintainerDeprecated',
    'kics:MAINTAINER Instruction Being Used',
    'checkov:CKV_DOCKER_6',
    'trivy:DS-0022',
    'semgrep:maintainer-is-deprecated',
  ],
  links: [
    'https://docs.docker.com/reference/dockerfile/#maintainer-deprecated',
    'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
  ],
  bad: [
    {
      files: 'FROM debian:13\n«MAINTAINER» Kim Example <kim@example.com>\n',
      fixed: 'FROM debian:13\nLABEL org.opencontainers.image.authors="Kim Example <kim@example.com>"\n',
    },
    {
      title: 'quotes and dollars',
      files: 'FROM debian:13\n«MAINTAINER» "Team Shop"\n«maintainer» The "A$" team\n',
      fixed:
        'FROM debian:13\nLABEL org.opencontainers.image.authors="Team Shop"\nLABEL org.opencontainers.image.authors="The \\"A\\$\\" team"\n',
    },
  ],
  good: [
    'FROM debian:13\nLABEL org.opencontainers.image.authors="Kim Example"\n',
    'FROM debian:13\nLABEL maintainer="Kim Example"\n',
    { title: 'only a comment', files: '# MAINTAINER Kim Example\nFROM debian:13\nRUN echo MAINTAINER\n' },
  ],
  *check({ stages, escapeCharacter }) {
    for (const { instructions } of stages) {
      for (const instruction of instructions) {
        if (instruction.keyword !== 'MAINTAINER') continue;
        yield {
          at: instruction.keywordSpan,
          message: 'MAINTAINER is given up; a label says who looks after the image',
          fix: fixOf(instruction, escapeCharacter),
          tag: 'deprecated',
        };
      }
    }
  },
});

function fixOf({ span, arguments: name }: Instruction, escapeCharacter: string): Fix | undefined {
  const written = textOf(name);
  if (written === '' || /[\r\n]/.test(textOf(span))) return undefined;
  const text = /^"[^"]*"$/.test(written) ? written.slice(1, -1) : written;
  const escaped = text.replace(/["$\\`]/g, (character) =>
    character === '`' && escapeCharacter !== '`' ? character : `${escapeCharacter}${character}`,
  );
  return {
    title: 'Use a label',
    edits: [replace(span, `LABEL org.opencontainers.image.authors="${escaped}"`)],
  };
}
