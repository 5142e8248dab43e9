/**
 * Images of Microsoft-hosted agents, in lower case. `end` is the day after which no job starts on them, as announced in
 * the repository of the images (actions/runner-images, label Announcement) and in "Microsoft-hosted image deprecation
 * schedule" of the documentation of Azure DevOps, which alone has windows-2019 (half a year later than at GitHub).
 * Looked up on 2026-11-21.
 */
interface HostedImage {
  readonly end?: string;
  /** What to use instead, of the same system. */
  readonly instead?: string;
}

const UBUNTU = 'ubuntu-24.04';
const WINDOWS = 'windows-2025';
const MAC = 'macos-15';

export const hostedImages: Readonly<Record<string, HostedImage>> = {
  'ubuntu-16.04': { end: '2021-09-20', instead: UBUNTU },
  'ubuntu-18.04': { end: '2023-04-03', instead: UBUNTU },
  'ubuntu-20.04': { end: '2025-04-15', instead: UBUNTU },
  'ubuntu-22.04': { end: '2027-04-17', instead: UBUNTU },
  'ubuntu-24.04': {},
  'ubuntu-26.04': {},
  'ubuntu-latest': {},
  'vs2015-win2012r2': { end: '2020-03-23', instead: WINDOWS },
  win1803: { end: '2020-03-23', instead: WINDOWS },
  'vs2017-win2016': { end: '2022-04-01', instead: WINDOWS },
  'windows-2016': { end: '2022-04-01', instead: WINDOWS },
  'windows-2019': { end: '2025-12-31', instead: WINDOWS },
  'windows-2022': {},
  'windows-2025': {},
  'windows-2025-vs2026': {},
  'windows-latest': {},
  'macos-10.13': { end: '2020-03-23', instead: MAC },
  'macos-10.14': { end: '2021-12-10', instead: MAC },
  'macos-10.15': { end: '2022-12-01', instead: MAC },
  'macos-11': { end: '2024-06-28', instead: MAC },
  'macos-12': { end: '2025-01-13', instead: MAC },
  'macos-13': { end: '2025-12-08', instead: MAC },
  'macos-14': { end: '2026-11-02', instead: MAC },
  'macos-15': {},
  'macos-15-arm64': {},
  'macos-26': {},
  'macos-26-arm64': {},
  'macos-latest': {},
};

/** What a floating image may be fixed to: the newest one of long support. */
export const fixedImages: Readonly<Record<string, string>> = {
  'ubuntu-latest': UBUNTU,
  'windows-latest': WINDOWS,
  'macos-latest': MAC,
};
