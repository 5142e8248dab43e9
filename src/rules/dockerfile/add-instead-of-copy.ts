import { type Fix, rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import type { CopyInstruction } from '../../formats/dockerfile/model';
import { withTriggers } from '../../formats/dockerfile/triggers';

export default rule({
  id: 'dockerfile/add-instead-of-copy',
  title: '`ADD` where `COPY` would do',
  why: [
    '`ADD` unpacks archives and fetches from the network, depending on what its source turns out to be. Where a file is only to be copied, that is a surprise waiting for the day on which somebody puts a `.tar.gz` in its place: the image then holds its contents instead, silently.',
    '`COPY` does one thing. Keep `ADD` for archives that should be unpacked, for URLs and for Git repositories; those are not reported.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: [
    'hadolint:DL3020',
    'checkov:CKV_DOCKER_4',
    'trivy:DS-0005',
    'kics:Add Instead of Copy',
    'semgrep:prefer-copy-over-add',
  ],
  links: [
    'https://docs.docker.com/build/building/best-practices/#add-or-copy',
    'https://docs.docker.com/reference/dockerfile/#add',
  ],
  bad: [
    {
      files: 'FROM node:24\nWORKDIR /app\n«ADD» package.json package-lock.json ./\n«ADD» . .\n',
      fixed: 'FROM node:24\nWORKDIR /app\nCOPY package.json package-lock.json ./\nCOPY . .\n',
    },
    {
      title: 'flags, exec form and triggers',
      files: 'FROM alpine:3.24\n«add» --chown=app:app ["a file", "/app/"]\nONBUILD «ADD» *.json /app/\n',
      fixed: 'FROM alpine:3.24\ncopy --chown=app:app ["a file", "/app/"]\nONBUILD COPY *.json /app/\n',
    },
  ],
  good: [
    {
      title: 'an archive is unpacked',
      files: 'FROM scratch\nADD rootfs.tar.xz /\nADD --chown=0:0 a.tgz b.tar.zst /b/\n',
    },
    {
      title: 'a URL and a Git repository are fetched',
      files:
        'FROM alpine:3.24\nADD https://example.com/tool /usr/bin/tool\nADD git@github.com:example/tool.git#v1 /tool\nADD https://github.com/example/tool.git /tool\n',
    },
    { title: 'the pattern may match archives', files: 'FROM scratch\nADD dist/*.t* dist/app-* /\n' },
    { title: 'the variable may hold a URL', files: 'ARG SOURCE\nFROM alpine:3.24\nARG SOURCE\nADD $SOURCE /app/\n' },
    { title: 'only `ADD` knows this flag', files: 'FROM alpine:3.24\nADD --unpack=false app.json /app/\n' },
    'FROM node:24\nCOPY . .\n',
  ],
  *check({ stages }) {
    for (const { instructions } of stages) {
      for (const instruction of withTriggers(instructions)) {
        if (instruction.keyword !== 'ADD' || !onlyCopies(instruction)) continue;
        yield {
          at: instruction.keywordSpan,
          message: '`ADD` may unpack or fetch; to copy local files, `COPY` is enough',
          fix: fixOf(instruction),
        };
      }
    }
  },
});

const OF_ADD_ALONE: ReadonlySet<string> = new Set(['checksum', 'keep-git-dir', 'unpack']);

/** What is, or may be, a tar archive; `apk`, `gem` and the like are tar archives inside. */
const ARCHIVE = /\.(?:tar|t[abgx]z|tbz2?|tlz|txz|tzst|gz|bz2|xz|zst|lzma|Z|apk|gem|crate|box|ova|oci|layer)$/i;

function onlyCopies({ flags, sources }: CopyInstruction): boolean {
  return (
    sources.length > 0 &&
    !flags.some(({ name }) => OF_ADD_ALONE.has(name)) &&
    sources.every(({ text }) => isPlainFile(text))
  );
}

/** Whether a source is a local file or folder that is copied as it is. A pattern is one if its ending is no archive's. */
function isPlainFile(source: string | undefined): boolean {
  if (source === undefined || source === '' || /:\/\/|^git@|^[\w.-]+@[\w.-]+:/.test(source) || source.includes('.git#'))
    return false;
  const name = source.slice(source.lastIndexOf('/') + 1);
  const ending = /\.[A-Za-z0-9]+$/.exec(name)?.[0];
  const isPattern = /[*?[\]]/.test(name);
  return !ARCHIVE.test(name) && (!isPattern || ending !== undefined);
}

function fixOf({ keywordSpan }: CopyInstruction): Fix | undefined {
  const written = textOf(keywordSpan);
  if (written.length !== 'ADD'.length) return undefined;
  const keyword = written === 'add' ? 'copy' : 'COPY';
  return { title: 'Use COPY', edits: [replace(keywordSpan, keyword)] };
}
