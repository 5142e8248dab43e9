// The keys that Bitbucket Pipelines knows, by where they stand, and the caches it has by itself.
// Source: https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

export const TOP_KEYS = words('image options definitions clone pipelines labels export triggers');

export const PIPELINE_KINDS = words('default branches tags bookmarks pull-requests custom');

export const OPTION_KEYS = words('docker max-time size runtime');

export const DEFINITION_KEYS = words('steps caches services pipelines variables yaml-anchors scripts');

export const STEP_KEYS = words(
  `name image script after-script size max-time caches services artifacts clone trigger deployment condition oidc runs-on
   runtime fail-fast environment on-fail output-variables concurrency-group changesets type docker`,
);

export const CACHES = words('docker composer dotnetcore gradle ivy2 maven node pip sbt');
