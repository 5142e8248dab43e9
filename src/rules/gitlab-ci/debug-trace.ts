import { rule } from '../../core/rule';
import { writtenIn } from '../../formats/gitlab-ci/walk';
import { scalar } from '../../formats/yaml/access';
import { removePart } from '../../formats/yaml/edit';

export default rule({
  id: 'gitlab-ci/debug-trace',
  title: 'Log that shows every secret',
  why: [
    'With `CI_DEBUG_TRACE` the runner writes every command with all variables into the log of the job, secrets that are not masked included; `CI_DEBUG_SERVICES` adds what the services write, in which masked values may stand plainly. Whoever may read jobs reads them too, in a public project anyone.',
    'Set it for a single run by hand when it is needed, and delete that log afterwards.',
  ],
  severity: 'warning',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['poutine:debug_enabled'],
  links: ['https://docs.gitlab.com/ci/variables/variables_troubleshooting/#enable-debug-logging'],
  bad: [
    {
      files: 'variables:\n  «CI_DEBUG_TRACE»: "true"\n\ntest:\n  script: make test\n',
      fixed: 'test:\n  script: make test\n',
    },
    {
      title: 'of one job',
      files: 'test:\n  variables:\n    LEVEL: info\n    «CI_DEBUG_SERVICES»: true\n  script: make test\n',
      fixed: 'test:\n  variables:\n    LEVEL: info\n  script: make test\n',
    },
  ],
  good: [
    'variables:\n  CI_DEBUG_TRACE: "false"\n\ntest:\n  script: make test\n',
    {
      title: 'whoever starts the pipeline decides',
      files:
        'variables:\n  CI_DEBUG_TRACE:\n    value: "false"\n    description: Show every command\n\ntest:\n  script: make test\n',
    },
    'test:\n  script: test "$CI_DEBUG_TRACE" = "true" || make quiet\n',
  ],
  *check({ files }) {
    for (const { file } of files) {
      for (const { ownPairs } of writtenIn(file).maps) {
        for (const pair of ownPairs) {
          if (!/^CI_DEBUG_(?:TRACE|SERVICES)$/.test(pair.name) || !/^(?:true|1)$/.test(scalar(pair.value)?.text ?? ''))
            continue;
          const isTrace = pair.name === 'CI_DEBUG_TRACE';
          const blank = pair.parent.ownPairs.length === 1 && pair.parent.holder !== undefined;
          yield {
            at: pair.key,
            message: isTrace
              ? "`CI_DEBUG_TRACE` writes the job's secrets into its log: set it by hand, for a single run"
              : "`CI_DEBUG_SERVICES` writes all that services print into the job's log: set it by hand, for a single run",
            ...(!isTrace && { severity: 'info' }),
            fix: pair.alias
              ? undefined
              : { title: `Remove ${pair.name}`, edits: [blank ? removeWithBlank(pair) : removePart(pair)] },
            address: pair.name,
          };
        }
      }
    }
  },
});

/** A block that goes as a whole takes the blank line after it along. */
function removeWithBlank(pair: Parameters<typeof removePart>[0]): ReturnType<typeof removePart> {
  const edit = removePart(pair);
  const { file, end } = edit.at;
  const isFirst = file.lineAt(edit.at.start) === 0;
  const blank = /^[ \t]*\r?\n/.exec(file.text.slice(end, end + 200));
  return isFirst && blank ? { ...edit, at: { ...edit.at, end: end + blank[0].length } } : edit;
}
