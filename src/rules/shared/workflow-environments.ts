import type { ActionsModel, Step } from '../../formats/github-actions/model';
import type { YamlMap, YamlPair } from '../../formats/yaml/syntax';

/** A variable in an `env:` of a workflow, a job or a step. */
interface WorkflowVariable {
  readonly pair: YamlPair;
  /** The steps that get it. */
  readonly users: readonly Step[];
}

/** Every `env:` of a file, where it is written, with the steps that get its variables. */
export function* allEnvironments({ file, workflow, jobs, steps }: ActionsModel): Generator<{
  readonly env: YamlMap;
  readonly users: readonly Step[];
}> {
  const all = [
    { env: workflow?.env, users: steps },
    ...jobs.map((job) => ({ env: job.env, users: job.steps })),
    ...steps.map((step) => ({ env: step.env, users: [step] })),
  ];
  const seen = new Set<YamlMap>();
  for (const { env, users } of all) {
    if (!env || env.file !== file || seen.has(env)) continue;
    seen.add(env);
    yield { env, users };
  }
}

/** The places where a variable of that name is set, each once. */
export function* environmentsIn(model: ActionsModel, name: string): Generator<WorkflowVariable> {
  if (!model.file.text.includes(name)) return;
  for (const { env, users } of allEnvironments(model)) {
    for (const pair of env.ownPairs) if (pair.name === name) yield { pair, users };
  }
}
