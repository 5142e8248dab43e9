import type { Formats } from '../core/format';
import { azurePipelines } from './azure-pipelines';
import { bitbucket } from './bitbucket';
import { circleci } from './circleci';
import { compose } from './compose';
import { dependabot } from './dependabot';
import { dockerfile } from './dockerfile';
import { githubActions } from './github-actions';
import { gitlabCi } from './gitlab-ci';
import { jenkins } from './jenkins';
import { kubernetes } from './kubernetes';
import { renovate } from './renovate';
import { secrets } from './secrets';
import { terraform } from './terraform';

/** The map from format id to how that format is known, grouped and read. */
export const formats: Formats = {
  'azure-pipelines': azurePipelines,
  bitbucket,
  circleci,
  compose,
  dependabot,
  dockerfile,
  'github-actions': githubActions,
  'gitlab-ci': gitlabCi,
  jenkins,
  kubernetes,
  renovate,
  secrets,
  terraform,
};
