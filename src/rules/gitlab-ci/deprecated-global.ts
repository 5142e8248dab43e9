import { type Fix, rule } from '../../core/rule';
import { type Edit, insert, replace, textOf } from '../../core/text';
import { DEPRECATED_GLOBALS } from '../../data/gitlab-keywords';
import { removePart } from '../../formats/yaml/edit';
import type { YamlMap, YamlPair } from '../../formats/yaml/syntax';
import { claimDefault } from '../shared/gitlab-default';

export default rule({
  id: 'gitlab-ci/deprecated-global',
  title: 'Default that stands at the top of the file',
  why: [
    '`image`, `services`, `cache`, `before_script` and `after_script` at the top are the old form of what stands under `default` today. GitLab advises against it; `inherit` and includes that bring a `default` of their own are easier to follow when all of it stands in one place.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'strict',
  since: '0.1.0',
  fixes: 'safe',
  links: [
    'https://docs.gitlab.com/ci/yaml/deprecated_keywords/#globally-defined-image-services-cache-before_script-after_script',
  ],
  bad: [
    {
      files:
        '«image»: node:24\n\nbefore_script:\n  - npm ci\n  # all of them\n  - npm run prepare\n\ntest:\n  script: npm test\n',
      fixed:
        'default:\n  image: node:24\n  before_script:\n    - npm ci\n    # all of them\n    - npm run prepare\n\n\ntest:\n  script: npm test\n',
    },
    {
      title: 'beside a default',
      files: 'default:\n  timeout: 1h\n\n«cache»:\n  paths: [node_modules]\n\ntest:\n  script: npm test\n',
    },
  ],
  good: [
    'default:\n  image: node:24\n  before_script:\n    - npm ci\n\ntest:\n  script: npm test\n',
    { title: 'of a job', files: 'test:\n  image: node:24\n  script: npm test\n' },
    'variables:\n  A: b\n\nstages: [test]\n\ntest:\n  script: npm test\n',
  ],
  *check({ files }) {
    for (const { root } of files) {
      const found = root?.ownPairs.filter(({ name }) => DEPRECATED_GLOBALS.includes(name)) ?? [];
      const [first, ...others] = found;
      if (!root || !first) continue;
      const names = [...new Set(found.map(({ name }) => `\`${name}\``))];
      const [are, them] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
      yield {
        at: first.key,
        message: `${names.join(', ')} at the top ${are} deprecated: put ${them} under \`default\``,
        related: others.map(({ key }) => ({ at: key, message: 'This too' })),
        tag: 'deprecated',
        fix: moved(root, found),
        address: 'default',
      };
    }
  },
});

/** Moves the pairs under a `default` where the first of them stands, each line further in by two blanks. */
function moved(root: YamlMap, found: readonly YamlPair[]): Fix | undefined {
  const [first, ...others] = found;
  const isTwice = new Set(found.map(({ name }) => name)).size < found.length;
  if (
    !first ||
    isTwice ||
    root.isFlow ||
    root.has('default') ||
    found.some((pair) => pair.key.start !== lineStart(pair))
  )
    return undefined;
  // An alias must not come to stand before its anchor.
  if (others.some((pair) => pair.alias || /[-:,[{] {0,3}\*[\w-]/.test(textOf(pair)))) return undefined;
  const { file } = root;
  const edits: Edit[] = [];
  for (const pair of found) {
    const lines = textOf(pair).split(/\r?\n/);
    if (pair === first) {
      edits.push(replace(pair.key, `default:${file.eol}  ${textOf(pair.key)}`));
      for (let line = 1; line < lines.length; line++)
        if (lines[line]?.trim()) edits.push(insert(file, file.line(file.lineAt(pair.start) + line).start, '  '));
      const moving = others.flatMap((other) =>
        textOf(other)
          .split(/\r?\n/)
          .map((each) => (each.trim() ? `  ${each}` : each)),
      );
      if (moving.length > 0)
        edits.push(insert(file, file.line(file.lineAt(pair.end)).end, moving.map((each) => file.eol + each).join('')));
    } else edits.push(removePart(pair));
  }
  const claimed = first === root.ownPairs[0] ? undefined : claimDefault(root);
  return { title: 'Put it under `default`', edits: claimed ? [claimed, ...edits] : edits };
}

function lineStart({ file, start }: YamlPair): number {
  return file.line(file.lineAt(start)).start;
}
