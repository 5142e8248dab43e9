/**
 * Labels of GitHub-hosted runners, in lower case. `end` is the day from which on no job starts on them, as announced in
 * github.com/actions/runner-images (label Announcement: issues 10721, 12045, 13046, 13518 and earlier ones); those
 * without an end stand in the table of that repository's README. Looked up on 2026-11-21.
 */
interface RunnerLabel {
  readonly end?: string;
  /** What to use instead, of the same system and processor. */
  readonly instead?: string;
}

const UBUNTU = 'ubuntu-24.04';
const WINDOWS = 'windows-2025';
const MAC = 'macos-15';
const INTEL_MAC = 'macos-15-intel';

export const runnerLabels: Readonly<Record<string, RunnerLabel>> = {
  'ubuntu-16.04': { end: '2021-09-20', instead: UBUNTU },
  'ubuntu-18.04': { end: '2023-04-03', instead: UBUNTU },
  'ubuntu-20.04': { end: '2025-04-15', instead: UBUNTU },
  'ubuntu-22.04': {},
  'ubuntu-22.04-arm': {},
  'ubuntu-24.04': {},
  'ubuntu-24.04-arm': {},
  'ubuntu-26.04': {},
  'ubuntu-26.04-arm': {},
  'ubuntu-latest': {},
  'ubuntu-slim': {},
  'windows-2016': { end: '2022-04-01', instead: WINDOWS },
  'windows-2019': { end: '2025-06-30', instead: WINDOWS },
  'windows-2022': {},
  'windows-2025': {},
  'windows-2025-vs2026': {},
  'windows-11-arm': {},
  'windows-11-vs2026-arm': {},
  'windows-latest': {},
  'macos-10.15': { end: '2022-12-01', instead: INTEL_MAC },
  'macos-11': { end: '2024-06-28', instead: INTEL_MAC },
  'macos-12': { end: '2024-12-03', instead: INTEL_MAC },
  'macos-12-large': { end: '2024-12-03', instead: 'macos-15-large' },
  'macos-13': { end: '2025-12-08', instead: INTEL_MAC },
  'macos-13-large': { end: '2025-12-08', instead: 'macos-15-large' },
  'macos-13-xlarge': { end: '2025-12-08', instead: 'macos-15-xlarge' },
  'macos-14': { end: '2026-11-02', instead: MAC },
  'macos-14-large': { end: '2026-11-02', instead: 'macos-15-large' },
  'macos-14-xlarge': { end: '2026-11-02', instead: 'macos-15-xlarge' },
  'macos-15': {},
  'macos-15-intel': {},
  'macos-15-large': {},
  'macos-15-xlarge': {},
  'macos-26': {},
  'macos-26-intel': {},
  'macos-26-large': {},
  'macos-26-xlarge': {},
  'macos-latest': {},
  'macos-latest-large': {},
  'macos-latest-xlarge': {},
  'xcode-27': {},
  'xcode-27-xlarge': {},
};
