/** What the value of a label has to be. */
export type LabelFormat = 'url' | 'date' | 'license' | 'version' | 'revision' | 'email';

/** What is wrong with a value, in words that follow "`value` is no …"; undefined where it is right. */
export function wrongLabelValue(format: LabelFormat, value: string): string | undefined {
  return FORMATS[format].isRight(value) ? undefined : FORMATS[format].what;
}

/** The SPDX identifier that is plainly meant by other words; undefined where several could be. */
export function meantLicense(value: string): string | undefined {
  return MEANT.get(value.toLowerCase().replace(/\b(?:the|licen[cs]ed?|version|v(?=\d))\b|[,\s_-]|\bv(?=\d)/g, ''));
}

const DATE =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;
const VERSION = /^v?(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

const FORMATS: Readonly<Record<LabelFormat, { readonly what: string; isRight(value: string): boolean }>> = {
  url: {
    what: 'URL (`https://…`)',
    isRight: (value) => /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]\S*$/i.test(value) || /^[\w.-]+@[\w.-]+:\S+$/.test(value),
  },
  date: { what: 'date and time by RFC 3339 (`2026-11-21T10:00:00Z`)', isRight: (value) => DATE.test(value) },
  license: { what: 'SPDX license expression (`Apache-2.0`, `MIT OR BSD-3-Clause`)', isRight: isLicenseExpression },
  version: { what: 'version of the form 1.2.3', isRight: (value) => VERSION.test(value) },
  revision: { what: 'hash of a commit', isRight: (value) => /^[0-9a-f]{7,64}$/.test(value) },
  email: { what: 'e-mail address', isRight: (value) => /^[^\s@]+@[^\s@.]+\.[^\s@]+$/.test(value) },
};

/** Words that stand for a family of licenses, not for one of them. */
const NO_LICENSE =
  /^(?:apache|apache2|apache-2|gpl|gpl[v-]?\d|lgpl|lgpl[v-]?\d|agpl|agpl[v-]?\d|bsd|bsd-?[23]|mpl|mpl[v-]?\d|open[-_]?source|free)$/i;

/** The syntax of the SPDX specification; whether an identifier is in its list is not asked. */
function isLicenseExpression(value: string): boolean {
  let depth = 0;
  let wantsLicense = true;
  for (const [token] of value.matchAll(/[()]|[^\s()]+/g)) {
    if (token === '(') {
      if (!wantsLicense) return false;
      depth++;
    } else if (token === ')') {
      if (wantsLicense || --depth < 0) return false;
    } else if (/^(?:AND|OR|WITH)$/.test(token)) {
      if (wantsLicense) return false;
      wantsLicense = true;
    } else {
      if (!wantsLicense || !/^[A-Za-z0-9.:+-]+$/.test(token) || NO_LICENSE.test(token)) return false;
      wantsLicense = false;
    }
  }
  return depth === 0 && !wantsLicense;
}

const MEANT: ReadonlyMap<string, string> = new Map([
  ['apache2', 'Apache-2.0'],
  ['apache2.0', 'Apache-2.0'],
  ['mit', 'MIT'],
  ['isc', 'ISC'],
  ['mpl2', 'MPL-2.0'],
  ['mpl2.0', 'MPL-2.0'],
  ['mozillapublic2.0', 'MPL-2.0'],
  ['bsd2', 'BSD-2-Clause'],
  ['bsd2clause', 'BSD-2-Clause'],
  ['bsd3', 'BSD-3-Clause'],
  ['bsd3clause', 'BSD-3-Clause'],
]);
