import { type Finding, rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import { writtenIn } from '../../formats/gitlab-ci/walk';
import type { YamlMap, YamlNode } from '../../formats/yaml/syntax';

const SECTIONS = ['before_script', 'script', 'after_script'];

export default rule({
  id: 'gitlab-ci/unquoted-colon',
  title: 'Command that YAML reads as a map',
  why: [
    'A colon with a blank after it makes a key and a value of the line: `- echo Version: 1` is no command for YAML, and GitLab refuses the pipeline, as a script has to be made of texts. Quotes around the whole line, or a block that begins with `|`, keep it a text.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.gitlab.com/ci/yaml/script/#use-special-characters-with-script'],
  bad: [
    {
      files: 'build:\n  script:\n    - make\n    - «echo Version: 1»\n',
      fixed: "build:\n  script:\n    - make\n    - 'echo Version: 1'\n",
    },
    {
      title: 'quotes in the middle do not help',
      files: 'notify:\n  script:\n    - «curl --header "Token: $TOKEN" https://example.com»\n',
      fixed: 'notify:\n  script:\n    - \'curl --header "Token: $TOKEN" https://example.com\'\n',
    },
  ],
  good: [
    'build:\n  script:\n    - \'echo Version: 1\'\n    - "echo a: b"\n    - |\n      echo c: d\n',
    {
      title: 'no blank after the colon',
      files: 'build:\n  script:\n    - docker build -t registry:5000/web:1 .\n    - echo a:b\n',
    },
    { title: 'a reference', files: '.base:\n  script: make\n\nbuild:\n  script:\n    - !reference [.base, script]\n' },
  ],
  *check({ files }) {
    for (const { file } of files) {
      for (const map of writtenIn(file).maps) {
        for (const section of SECTIONS) {
          const value = map.ownPairs.find(({ name }) => name === section)?.value;
          for (const item of value?.kind === 'seq' ? value.items : []) {
            const finding = judge(item, file);
            if (finding) yield finding;
          }
        }
      }
    }
  },
});

function judge(item: YamlNode, file: YamlNode['file']): Finding | undefined {
  if (item.kind !== 'map' || item.isFlow || item.file !== file || item.ownPairs.length !== 1 || item.tag !== undefined)
    return undefined;
  const text = textOf(item);
  const isPlain = !text.includes('\n') && isCommand(item);
  return {
    at: item,
    message: 'YAML reads this line as a key and a value, not as a command: put quotes around all of it',
    fix: isPlain
      ? { title: 'Put quotes around it', edits: [replace(item, `'${text.replaceAll("'", "''")}'`)] }
      : undefined,
  };
}

/** Whether a plain text stands before the colon, with nothing YAML has taken away. */
function isCommand({ ownPairs, properties }: YamlMap): boolean {
  const [pair] = ownPairs;
  return !properties && pair?.key.style === 'plain' && !pair.alias && !textOf(pair).includes(' #');
}
