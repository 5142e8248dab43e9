import { describe, expect, test } from 'vitest';
import { type Files, findingsOf } from '../../support/project';

/** The rules that still speak of the main pipeline, of those asked for. */
async function left(rule: string, text: string, more: Files = {}): Promise<string[]> {
  return (await findingsOf({ '.gitlab-ci.yml': text, ...more }, { only: [rule] })).map((found) => found.rule);
}

const traced = (above = '', behind = '') =>
  `variables:\n${above}  CI_DEBUG_TRACE: "true"${behind}\n\ntest:\n  script: make test\n`;
const twice = (above = '') =>
  `${above}test:\n  script: make test\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    - if: $CI_COMMIT_BRANCH\n`;
const skipped = (behind = '') =>
  `test:\n  script: make test\n  rules:\n    - changes: [docs/**/*]${behind}\n      when: never\n    - when: on_success\n`;
const piped = (above = '') => `test:\n  script:\n    - |\n${above}      curl -fsSL https://example.com/a.sh | sh\n`;

describe('comments of other tools in GitLab pipelines', () => {
  const silenced: Record<string, [rule: string, text: string, more?: Files]> = {
    'infra-review, above': ['gitlab-ci/debug-trace', traced('  # infra-review: ignore gitlab-ci/debug-trace\n')],
    'infra-review, on the line': ['gitlab-ci/debug-trace', traced('', ' # infra-review: ignore gitlab-ci/debug-trace')],
    'infra-review, above the script that holds it': [
      'gitlab-ci/curl-pipe-shell',
      piped().replace('    - |', '    # infra-review: ignore gitlab-ci/curl-pipe-shell\n    - |'),
    ],
    'poutine, above': ['gitlab-ci/debug-trace', traced('  # poutine:ignore debug_enabled\n')],
    'poutine, by its configuration': [
      'gitlab-ci/debug-trace',
      traced(),
      { '.poutine.yml': 'skip:\n  - rule: debug_enabled\n    path: .gitlab-ci.yml\n' },
    ],
    'Checkov, anywhere in the file': ['gitlab-ci/duplicate-pipelines', twice('# checkov:skip=CKV_GITLABCI_2:meant\n')],
    'Checkov, by its configuration': [
      'gitlab-ci/duplicate-pipelines',
      twice(),
      { '.checkov.yaml': 'skip-check:\n  - CKV_GITLABCI_2\n' },
    ],
    'Semgrep, on the line': ['gitlab-ci/changes-with-never', skipped(' # nosemgrep: changes-with-when-never')],
    'Semgrep, by its whole path': [
      'gitlab-ci/changes-with-never',
      skipped(' # nosemgrep: yaml.gitlab.correctness.changes-with-when-never'),
    ],
  };
  for (const [name, [rule, text, more]] of Object.entries(silenced)) {
    test(name, async () => expect(await left(rule, text, more)).toEqual([]));
  }

  const speaking: Record<string, [rule: string, text: string]> = {
    'nothing said': ['gitlab-ci/debug-trace', traced()],
    'poutine, of another rule': ['gitlab-ci/debug-trace', traced('  # poutine:ignore injection\n')],
    'Checkov, of another check': ['gitlab-ci/duplicate-pipelines', twice('# checkov:skip=CKV_GITLABCI_1\n')],
    'Semgrep, of another rule': ['gitlab-ci/changes-with-never', skipped(' # nosemgrep: multiple-docker-images')],
    'a comment that is a part of the script, of a tool that reads no shell': [
      'gitlab-ci/curl-pipe-shell',
      piped('      echo "# poutine:ignore unverified_script_exec"\n'),
    ],
  };
  for (const [name, [rule, text]] of Object.entries(speaking)) {
    test(`not: ${name}`, async () => expect(await left(rule, text)).toEqual([rule]));
  }
});
