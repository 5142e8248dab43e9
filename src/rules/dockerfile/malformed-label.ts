import { type Finding, rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import type { Value } from '../../formats/dockerfile/value';
import { type LabelFormat, meantLicense, wrongLabelValue } from '../shared/label-value';

const OCI = 'org.opencontainers.image';

export default rule({
  id: 'dockerfile/malformed-label',
  title: 'Label with a value that tools can’t read',
  why: [
    'Registries, update bots and scanners read the labels that the Open Container Initiative has agreed on: they link to the source, show the license, sort by the day of the build. Of a value in another form they make nothing, or something wrong.',
    'Out of the box the labels are checked whose form the specification lays down: URLs, the time of the build and the license. The options add labels of your own, and say which must be a version, a hash or an address.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'hadolint:DL3051',
    'hadolint:DL3052',
    'hadolint:DL3053',
    'hadolint:DL3054',
    'hadolint:DL3055',
    'hadolint:DL3056',
    'hadolint:DL3058',
  ],
  options: {
    urls: {
      type: 'strings',
      default: [`${OCI}.url`, `${OCI}.source`, `${OCI}.documentation`],
      description: 'Labels whose value is a URL.',
    },
    dates: {
      type: 'strings',
      default: [`${OCI}.created`],
      description: 'Labels whose value is a date and time by RFC 3339.',
    },
    licenses: {
      type: 'strings',
      default: [`${OCI}.licenses`],
      description: 'Labels whose value is an SPDX license expression.',
    },
    versions: { type: 'strings', default: [], description: 'Labels whose value is a semantic version.' },
    revisions: { type: 'strings', default: [], description: 'Labels whose value is the hash of a commit.' },
    emails: { type: 'strings', default: [], description: 'Labels whose value is an e-mail address.' },
  },
  links: [
    'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
    'https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/',
  ],
  bad: [
    {
      files: `FROM node:24\nLABEL ${OCI}.licenses="«Apache License 2.0»" \\\n      ${OCI}.source="https://git.example.com/shop"\n`,
      fixed: `FROM node:24\nLABEL ${OCI}.licenses="Apache-2.0" \\\n      ${OCI}.source="https://git.example.com/shop"\n`,
    },
    {
      files: `FROM node:24\nLABEL ${OCI}.source=«example/shop»\nLABEL ${OCI}.created=«2026-11-21»\nLABEL ${OCI}.licenses=«GPLv3»\nLABEL ${OCI}.url=«""»\n`,
    },
    {
      title: 'labels of one’s own',
      files: 'FROM node:24\nLABEL version=«1.2» revision=«main» maintainer="«Kim»"\n',
      options: { versions: ['version'], revisions: ['revision'], emails: ['maintainer'] },
    },
  ],
  good: [
    `FROM node:24\nLABEL ${OCI}.licenses="(MIT OR Apache-2.0) AND LicenseRef-shop" ${OCI}.created=2026-11-21T10:00:00+01:00\n`,
    {
      title: 'given when the image is built',
      files: `FROM node:24\nARG CREATED\nARG SOURCE=""\nLABEL ${OCI}.created=$CREATED ${OCI}.source=$SOURCE\n`,
    },
    {
      title: 'the specification leaves the form open',
      files: `FROM node:24\nLABEL ${OCI}.version=1.2 ${OCI}.revision=main maintainer=Kim\n`,
    },
    {
      files: 'FROM node:24\nLABEL version=v1.2.3-rc.1 revision=59af7be\n',
      options: { versions: ['version'], revisions: ['revision'] },
    },
  ],
  *check({ stages }, { options }) {
    const { urls, dates, licenses, versions, revisions, emails } = options;
    const wanted = new Map<string, LabelFormat>([
      ...formatOf(urls, 'url'),
      ...formatOf(dates, 'date'),
      ...formatOf(licenses, 'license'),
      ...formatOf(versions, 'version'),
      ...formatOf(revisions, 'revision'),
      ...formatOf(emails, 'email'),
    ]);
    for (const { instructions } of stages)
      for (const instruction of instructions)
        for (const { name, value } of instruction.keyword === 'LABEL' ? instruction.pairs : []) {
          const format = wanted.get(name.text ?? '');
          const finding = format && value && wrongValue(format, value);
          if (finding) yield { ...finding, address: name.text };
        }
  },
});

function formatOf(labels: readonly string[], format: LabelFormat): (readonly [string, LabelFormat])[] {
  return labels.map((label) => [label, format]);
}

/** Only what is written out is known: an argument's default is there to be replaced. */
function wrongValue(format: LabelFormat, value: Value): Finding | undefined {
  const { text, raw, span } = value;
  if (text === undefined || raw.includes('$')) return undefined;
  if (text.trim() === '') return { at: span, message: 'This label is empty; give it a value or leave it out' };
  const what = wrongLabelValue(format, text);
  if (what === undefined) return undefined;
  const at = value.locate(0, text.length);
  const license = format === 'license' && textOf(at) === text ? meantLicense(text) : undefined;
  return {
    at,
    message: `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\` is no ${what}`,
    fix: license === undefined ? undefined : { title: `Write ${license}`, edits: [replace(at, license)] },
  };
}
