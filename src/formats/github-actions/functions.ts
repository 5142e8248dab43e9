import type { Arity } from './schema/definitions';

// Functions and contexts of expressions: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
// and https://docs.github.com/en/actions/reference/workflows-and-actions/contexts

const MANY = 255;

function functions(...all: readonly [name: string, least: number, most: number][]): ReadonlyMap<string, Arity> {
  return new Map(all.map(([name, least, most]) => [name.toLowerCase(), { name, least, most }]));
}

/** What every expression can call, by name in lower case. */
export const FUNCTIONS = functions(
  ['contains', 2, 2],
  ['startsWith', 2, 2],
  ['endsWith', 2, 2],
  ['format', 1, MANY],
  ['join', 1, 2],
  ['toJSON', 1, 1],
  ['fromJSON', 1, 1],
  ['case', 3, MANY],
);

/** What only some places can call. */
export const PLACED_FUNCTIONS = functions(
  ['hashFiles', 1, MANY],
  ['success', 0, MANY],
  ['failure', 0, MANY],
  ['cancelled', 0, 0],
  ['always', 0, 0],
);

export const CONTEXTS: readonly string[] = [
  'github',
  'env',
  'vars',
  'job',
  'jobs',
  'steps',
  'runner',
  'secrets',
  'strategy',
  'matrix',
  'needs',
  'inputs',
];

const words = (text: string): readonly string[] => text.split(' ');

/** The properties of contexts that have no others. */
export const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  github: words(
    'action action_path action_ref action_repository action_status actor actor_id api_url artifact_cache_size_limit base_ref ' +
      'env event event_name event_path graphql_url head_ref job output path ref ref_name ref_protected ref_type repository ' +
      'repository_id repository_owner repository_owner_id repositoryUrl repository_visibility retention_days run_id ' +
      'run_number run_attempt secret_source server_url sha state step_summary token triggering_actor workflow workflow_ref ' +
      'workflow_sha workspace',
  ),
  runner: words('name os arch temp tool_cache debug environment workspace'),
  job: words('container services status check_run_id workflow_file_path workflow_ref workflow_repository workflow_sha'),
  strategy: words('fail-fast job-index job-total max-parallel'),
};

/** What is known of a step, of a needed job, and of a job of a called workflow. */
export const STEP_PROPERTIES: readonly string[] = ['outputs', 'outcome', 'conclusion'];
export const JOB_PROPERTIES: readonly string[] = ['outputs', 'result'];
