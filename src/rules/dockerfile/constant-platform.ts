import { type Finding, type Fix, rule } from '../../core/rule';
import { type Span, textOf } from '../../core/text';
import type { Flag, FromInstruction, Stage } from '../../formats/dockerfile/model';

export default rule({
  id: 'dockerfile/constant-platform',
  title: 'FROM for one platform, or with what is meant anyway',
  why: [
    'With `--platform=linux/amd64` in the file the image holds programs for that processor wherever it is built: on an ARM machine they run slowly under emulation or not at all, and `docker build --platform` no longer has a say. Choose the platform when building; `$BUILDPLATFORM` is for stages that compile for another one.',
    '`--platform=$TARGETPLATFORM` is what holds without it.',
    'A program that exists for one processor only is a good reason for it: the rule is active with the stricter presets, and stages whose name says the platform are left alone.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'strict',
  since: '0.1.0',
  fixes: ['safe', 'suggested'],
  equivalents: [
    'hadolint:DL3029',
    'hadolint:DL3065',
    'buildkit:FromPlatformFlagConstDisallowed',
    'buildkit:RedundantTargetPlatform',
    'kics:Using Platform Flag with FROM Command',
    'semgrep:avoid-platform-with-from',
  ],
  links: ['https://docs.docker.com/build/building/multi-platform/'],
  bad: [
    {
      files: 'FROM «--platform=linux/amd64» node:24\n',
      fixed: 'FROM node:24\n',
    },
    {
      title: 'what is meant anyway',
      files: 'FROM «--platform=$TARGETPLATFORM»  node:24 AS a\nFROM «--platform=${TARGETPLATFORM}» a\n',
      fixed: 'FROM node:24 AS a\nFROM a\n',
    },
  ],
  good: [
    'FROM --platform=$BUILDPLATFORM golang:1.27\n',
    'ARG PLATFORM=linux/amd64\nFROM --platform=$PLATFORM node:24\n',
    {
      title: 'one of several',
      files: 'FROM --platform=linux/arm64 node:24 AS node-arm64\nFROM --platform=linux/amd64 a AS amd64\n',
    },
    {
      title: 'Windows is another system',
      files: 'FROM --platform=windows/amd64 mcr.microsoft.com/windows/nanoserver:ltsc2025\n',
    },
  ],
  *check({ stages }) {
    for (const stage of stages) {
      const finding = findingOf(stage);
      if (finding) yield finding;
    }
  },
});

function findingOf({ from, alias }: Stage): Finding | undefined {
  const flag = from.flags.find(({ name }) => name === 'platform');
  const platform = flag?.value?.raw;
  if (!flag || !platform) return undefined;
  if (/^\$\{?TARGETPLATFORM\}?$/.test(platform)) {
    const message = 'The platform that is built for is meant without `--platform=$TARGETPLATFORM` too';
    return { at: flag.span, message, fix: fixOf(from, flag, 'safe'), tag: 'unnecessary' };
  }
  if (platform.includes('$') || platform.startsWith('windows') || namesPlatform(alias?.text ?? '')) return undefined;
  const message = `This is for ${platform.slice(0, 40)} wherever it is built; choose the platform with \`docker build --platform\``;
  return { at: flag.span, message, fix: fixOf(from, flag, 'suggested') };
}

function namesPlatform(name: string): boolean {
  return /amd64|x86|arm|386|ppc|s390|riscv|linux|i686|aarch/i.test(name);
}

function fixOf({ image }: FromInstruction, { span }: Flag, kind: 'safe' | 'suggested'): Fix | undefined {
  if (!image) return undefined;
  const at: Span = { ...span, end: image.span.start };
  // Only where nothing else stands between them.
  if (textOf({ ...at, start: span.end }).trim() !== '') return undefined;
  return { title: 'Remove --platform', kind, edits: [{ at, text: '' }] };
}
