const BRANCH = /\$\{?CI_(?:COMMIT_(?:REF_SLUG|REF_NAME|BRANCH)|MERGE_REQUEST_\w+)\b/;
const RUN = /\$\{?CI_(?:COMMIT_(?:SHORT_)?SHA|PIPELINE_I?ID)\b/;

/** For whom there is a place of its own by the variables in its name: each branch or merge request, or each pipeline. */
export function ownerOf(name: string): 'branch' | 'pipeline' | undefined {
  return RUN.test(name) ? 'pipeline' : BRANCH.test(name) ? 'branch' : undefined;
}
