import { type Fix, rule } from '../../core/rule';
import { replace } from '../../core/text';
import type { ComposeFile } from '../../formats/compose/model';
import { removePart, type YamlPair } from '../../formats/yaml';
import { isStack } from '../shared/swarm';

export default rule({
  id: 'compose/obsolete-version',
  title: 'Version of a format that is no longer asked for',
  why: [
    'Compose has one format today. It reads `version` and does nothing with it but warn at each call that it is obsolete: what was written for version 2 is read by the rules of now all the same.',
    'Files for `docker stack deploy` are left alone: older engines ask for `version: "3.8"` there.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['dclint:no-version-field'],
  links: ['https://docs.docker.com/reference/compose-file/version-and-name/#version-top-level-element-obsolete'],
  bad: [
    {
      files: `«version: "3.8"»

services:
  web:
    image: example/web:1.4
`,
      fixed: `services:
  web:
    image: example/web:1.4
`,
    },
    {
      title: 'what stands around it stays',
      files: `# The shop.
name: shop
«version: '2'» # for the old host

# Who serves it.
services:
  web:
    image: example/web:1.4
`,
      fixed: `# The shop.
name: shop

# Who serves it.
services:
  web:
    image: example/web:1.4
`,
    },
    {
      files: `services:
  web:
    image: example/web:1.4
«version: 3»
`,
      fixed: `services:
  web:
    image: example/web:1.4
`,
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
`,
    {
      title: 'a stack of a Swarm',
      files: `version: "3.8"
services:
  web:
    image: example/web:1.4
    deploy:
      update_config:
        order: start-first
`,
    },
    {
      title: 'somebody else’s version',
      files: `x-shop:
  version: "3.8"
services:
  web:
    image: example/web:1.4
    labels:
      version: "1.4"
`,
    },
  ],
  *check({ files }) {
    for (const file of files) {
      const pair = file.root?.pair('version');
      if (!pair || pair.parent !== file.root || isStack(file)) continue;
      yield {
        at: pair,
        message: 'Compose ignores `version` and warns of it at each call; leave it out',
        tag: 'deprecated',
        fix: withoutVersion(pair, file),
      };
    }
  },
});

/** At the head of a file the blank lines below it go too. */
function withoutVersion(pair: YamlPair, { file, root }: ComposeFile): Fix {
  const title = 'Remove `version`';
  const { text } = file;
  const line = file.line(file.lineAt(pair.end));
  const isAlone = /^[ \t]*$/.test(text.slice(pair.end, line.end));
  const isHead = root?.ownPairs[0] === pair && pair.start === file.line(file.lineAt(pair.start)).start;
  const isFirst = /^(?:[ \t]*\r?\n)*$/.test(text.slice(0, pair.start));
  if (!isAlone || !isHead || !isFirst || root.isFlow) return { title, edits: [removePart(pair)] };
  const blank = /^(?:[ \t]*(?:\r?\n|$))*/.exec(text.slice(line.end))?.[0].length ?? 0;
  return { title, edits: [replace(file.span(pair.start, line.end + blank), '')] };
}
