import type { Formats } from '../core/format';
import { compose } from './compose';
import { dockerfile } from './dockerfile';
import { githubActions } from './github-actions';
import { gitlabCi } from './gitlab-ci';
import { kubernetes } from './kubernetes';
import { secrets } from './secrets';
import { terraform } from './terraform';

/** The map from format id to how that format is known, grouped and read. */
export const formats: Formats = {
  compose,
  dockerfile,
  'github-actions': githubActions,
  'gitlab-ci': gitlabCi,
  kubernetes,
  secrets,
  terraform,
};
