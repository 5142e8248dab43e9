import { describe, expect, test } from 'vitest';
import { type LabelFormat, meantLicense, wrongLabelValue } from '../../../src/rules/shared/label-value';

const RIGHT: Readonly<Record<LabelFormat, readonly string[]>> = {
  url: ['https://git.example.com/shop', 'ssh://git@git.example.com/shop.git', 'git@git.example.com:shop/web.git'],
  date: ['2026-11-21T10:00:00Z', '2026-11-21 10:00:00.5+01:00'],
  license: [
    'MIT',
    '(MIT OR Apache-2.0) AND BSD-3-Clause',
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'LicenseRef-shop',
  ],
  version: ['1.2.3', 'v0.1.0-rc.1+build.5'],
  revision: ['59af7be', '59af7be0c1d2e3f405162738495a6b7c8d9e0f10'],
  email: ['kim@example.com'],
};

const WRONG: Readonly<Record<LabelFormat, readonly string[]>> = {
  url: ['example/shop', 'https://', 'https://git.example.com/a b'],
  date: ['2026-11-21', '21.11.2026 10:00', '2026-13-21T10:00:00Z', '2026-11-21T10:00:00'],
  license: ['Apache License 2.0', 'MIT,Apache-2.0', '(MIT', 'MIT)', 'MIT OR', 'and MIT', 'GPLv3', 'BSD', ''],
  version: ['1.2', '01.2.3', 'latest'],
  revision: ['main', '59af7', '59AF7BE'],
  email: ['Kim', 'kim@example', 'Kim <kim@example.com>'],
};

describe.each(Object.keys(RIGHT) as LabelFormat[])('%s', (format) => {
  test.each(RIGHT[format])('%s', (value) => expect(wrongLabelValue(format, value)).toBeUndefined());
  test.each(WRONG[format])('not %s', (value) => expect(wrongLabelValue(format, value)).toBeDefined());
});

test.each([
  ['Apache License 2.0', 'Apache-2.0'],
  ['Apache License, Version 2.0', 'Apache-2.0'],
  ['apache v2', 'Apache-2.0'],
  ['The MIT License', 'MIT'],
  ['MIT License', 'MIT'],
  ['BSD 3-Clause License', 'BSD-3-Clause'],
  ['GPLv3', undefined],
  ['BSD', undefined],
])('%s is %s', (written, meant) => expect(meantLicense(written)).toBe(meant));
