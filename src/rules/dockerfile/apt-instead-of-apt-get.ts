import { type Fix, rule } from '../../core/rule';
import { isEffective, type PackageCall, packageCalls } from '../shared/package-calls';
import { runsOf } from '../shared/run-instructions';
import { replaceWord } from '../shared/shell-edit';

export default rule({
  id: 'dockerfile/apt-instead-of-apt-get',
  title: '`apt` used in a script',
  why: [
    '`apt` is made for people at a terminal. Its options, its output and what it asks may change from one version to the next, and it says so itself in each build: “apt does not have a stable CLI interface”. `apt-get` and `apt-cache` do the same and stay as they are.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['hadolint:DL3027', 'checkov:CKV_DOCKER_9', 'kics:Run Using apt', 'semgrep:prefer-apt-get'],
  links: ['https://manpages.debian.org/stable/apt/apt.8.en.html#SCRIPT_USAGE_AND_DIFFERENCES_FROM_OTHER_APT_TOOLS'],
  bad: [
    {
      files: 'FROM debian:13\nRUN «apt» update && apt install -y curl && rm -rf /var/lib/apt/lists/*\n',
      fixed: 'FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
    },
    {
      title: 'other commands have other names',
      files:
        'FROM debian:13\nRUN sudo «/usr/bin/apt» full-upgrade -y && apt show curl\nRUN [«"apt"», "purge", "-y", "curl"]\n',
      fixed:
        'FROM debian:13\nRUN sudo /usr/bin/apt-get dist-upgrade -y && apt-cache show curl\nRUN ["apt-get", "purge", "-y", "curl"]\n',
    },
    {
      title: 'there is no other name',
      files: 'FROM debian:13\nRUN «apt» list --installed > /packages.txt\n',
    },
  ],
  good: [
    'FROM debian:13\nRUN apt-get update && apt-cache policy curl && apt-mark hold curl\n',
    { title: 'only its name', files: 'FROM debian:13\nRUN echo apt update && rm -rf /var/lib/apt && command -v apt\n' },
    { title: 'nothing is asked of it', files: 'FROM debian:13\nRUN apt --version && apt $COMMAND\n' },
  ],
  *check({ stages }) {
    for (const stage of stages) {
      for (const { command } of runsOf(stage)) {
        const calls = packageCalls(command).filter(
          (call) => call.program === 'apt' && call.subcommand?.value !== undefined && isEffective(call),
        );
        const [first] = calls;
        if (!first) continue;
        yield {
          at: first.programWord.span,
          message: '`apt` promises no stable command line for scripts; use `apt-get`',
          fix: fixOf(calls),
        };
      }
    }
  },
});

const IN_APT_GET: ReadonlySet<string> = new Set(
  'install reinstall remove purge update upgrade autoremove autopurge autoclean clean build-dep source download changelog satisfy'.split(
    ' ',
  ),
);
const IN_APT_CACHE: ReadonlySet<string> = new Set(['search', 'show', 'policy', 'depends', 'rdepends', 'showsrc']);

/** Replaces `apt` where the other programs know what it is told. */
function fixOf(calls: readonly PackageCall[]): Fix | undefined {
  const edits = calls.flatMap(({ programWord, subcommand }) => {
    const told = subcommand?.value ?? '';
    const program = programWord.value?.replace(/apt$/, IN_APT_CACHE.has(told) ? 'apt-cache' : 'apt-get');
    if (!subcommand || program === undefined) return [];
    if (told === 'full-upgrade') return [replaceWord(programWord, program), replaceWord(subcommand, 'dist-upgrade')];
    return IN_APT_GET.has(told) || IN_APT_CACHE.has(told) ? [replaceWord(programWord, program)] : [];
  });
  const known = edits.filter((edit) => edit !== undefined);
  return known.length > 0 && known.length === edits.length ? { title: 'Use apt-get', edits: known } : undefined;
}
