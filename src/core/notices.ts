import type { Preset, Severity } from './rule';

/**
 * What the engine itself has to say, beside the rules: of configuration, of suppressions, of files it could not read.
 * Notices have ids, pages and severities like rules, and are configured like them.
 */
interface Notice {
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly preset?: Preset;
}

export const notices = {
  'review/syntax-error': {
    title: 'File that cannot be read',
    severity: 'error',
    why: 'What cannot be parsed cannot run, and what stands behind the error may go unreviewed.',
  },
  'review/skipped-file': {
    title: 'File that was not reviewed',
    severity: 'info',
    why: 'The file is too large to be reviewed while you type. It is said so, since silence would look like approval.',
  },
  'review/invalid-configuration': {
    title: 'Configuration that means nothing',
    severity: 'error',
    why: 'A misspelt rule or option would silently change nothing. It is an error where it stands.',
  },
  'review/invalid-suppression': {
    title: 'Suppression that means nothing',
    severity: 'warning',
    why: 'A comment that names no known rule silences nothing, and reads as if it did.',
  },
  'review/unused-suppression': {
    title: 'Suppression that is not needed',
    severity: 'warning',
    why: 'The rule has nothing to say here any more. Left standing, the comment would silence the next real finding.',
  },
  'review/expired-suppression': {
    title: 'Suppression past its day',
    severity: 'warning',
    why: 'Somebody promised to put this right by then.',
  },
} as const satisfies Record<`review/${string}`, Notice>;

export type NoticeId = keyof typeof notices;
