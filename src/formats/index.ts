import type { Formats } from '../core/format';
import { secrets } from './secrets';

/** The map from format id to how that format is known, grouped and read. */
export const formats: Formats = {
  secrets,
};
