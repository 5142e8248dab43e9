import { rule } from '../../core/rule';
import { remove } from '../../core/text';

const KEYWORDS = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'] as const;

export default rule({
  id: 'dockerfile/duplicate-command',
  title: 'CMD, ENTRYPOINT or HEALTHCHECK that a later one replaces',
  why: [
    'An image has one command, one entry point and one health check: of several in a stage the last one counts, the others do nothing and nobody is told. Whoever reads the first one believes that the container starts something else than it does, and whoever meant both to run has half of it running.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: [
    'hadolint:DL3012',
    'hadolint:DL4003',
    'hadolint:DL4004',
    'buildkit:MultipleInstructionsDisallowed',
    'kics:Multiple CMD Instructions Listed',
    'kics:Multiple ENTRYPOINT Instructions Listed',
    'trivy:DS-0007',
    'trivy:DS-0016',
    'trivy:DS-0023',
    'semgrep:multiple-entrypoint-instructions',
  ],
  links: [
    'https://docs.docker.com/reference/dockerfile/#cmd',
    'https://docs.docker.com/reference/dockerfile/#healthcheck',
  ],
  bad: [
    {
      files: 'FROM node:24\n«CMD» ["npm", "start"]\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
      fixed: 'FROM node:24\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
    },
    {
      title: 'several of several',
      files: `FROM debian:13
«ENTRYPOINT» ["/a"]
«HEALTHCHECK» --interval=1m \\
  # slow
  CMD curl -f http://localhost/
«ENTRYPOINT» ["/b"]
HEALTHCHECK NONE
ENTRYPOINT ["/c"]
`,
      fixed: 'FROM debian:13\nHEALTHCHECK NONE\nENTRYPOINT ["/c"]\n',
    },
  ],
  good: [
    'FROM node:24\nENTRYPOINT ["node"]\nCMD ["server.js"]\n',
    {
      title: 'each stage has its own',
      files: 'FROM node:24 AS dev\nCMD ["npm", "run", "dev"]\nFROM dev\nCMD ["node", "server.js"]\n',
    },
    {
      title: 'a trigger is for the images built from this one',
      files: 'FROM node:24\nONBUILD CMD ["node", "app.js"]\nCMD ["node", "server.js"]\n',
    },
    { title: 'only a comment', files: 'FROM node:24\n# CMD ["npm", "start"]\nCMD ["node", "server.js"]\n' },
  ],
  *check({ stages }) {
    for (const { instructions } of stages) {
      for (const keyword of KEYWORDS) {
        const all = instructions.filter((each) => each.keyword === keyword);
        const last = all.pop();
        for (const { keywordSpan, span } of last ? all : []) {
          yield {
            at: keywordSpan,
            message: `This ${keyword} does nothing: a later one of the same stage replaces it`,
            related: [{ at: (last ?? { keywordSpan }).keywordSpan, message: `This ${keyword} counts` }],
            fix: { title: `Remove the ${keyword} that does nothing`, edits: [remove(span)] },
            tag: 'unnecessary',
          };
        }
      }
    }
  },
});
