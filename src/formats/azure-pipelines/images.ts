import type { Project } from '../../core/project';
import { map, pairs, scalar } from '../yaml/access';
import type { YamlScalar } from '../yaml/syntax';
import { isComputed } from './embedded';
import { imagesOfParameters } from './image-parameters';
import type { Job, Pipeline, Pool } from './model';
import { isHosted, readPool } from './pool';

/** Every place where a hosted image is named: in pools, and in the matrices, variables and parameters that pools read. */
export function hostedImages(pipeline: Pipeline, project: Project): readonly YamlScalar[] {
  return [
    ...new Set([
      ...writtenImages(pipeline).filter(({ text }) => !isComputed(text)),
      ...imagesOfParameters(pipeline, project, writtenImages),
    ]),
  ];
}

/** With those that an expression makes. */
function writtenImages(pipeline: Pipeline): readonly YamlScalar[] {
  const found = new Set<YamlScalar>();
  const add = (pool: Pool | undefined, job: Job | undefined) => {
    if (!pool?.vmImage || (pool.name !== undefined && !isHosted(pool.name))) return;
    if (pool.pair.value?.kind === 'map' && pool.name === undefined && pool.pair.value.has('name')) return;
    for (const image of valuesOf(pool.vmImage, pipeline, job)) found.add(image);
  };
  add(pipeline.pool, undefined);
  for (const { pool } of pipeline.stages) add(pool, undefined);
  for (const job of pipeline.jobs) {
    add(job.pool, job);
    for (const hook of job.hooks) add(readPool(hook.map), job);
  }
  return [...found];
}

/** The texts that an image may come to: itself, or what the variable of its name is set to. */
function valuesOf(image: YamlScalar, pipeline: Pipeline, job: Job | undefined): readonly YamlScalar[] {
  if (!isComputed(image.text)) return [image];
  const name = /^\$\(([\w.]+)\)$/.exec(image.text.trim())?.[1]?.toLowerCase();
  const read = /^\$\{\{\s*variables(?:\.|\[')([\w.]+)(?:'\])?\s*\}\}$/.exec(image.text.trim())?.[1]?.toLowerCase();
  const wanted = name ?? read;
  if (wanted === undefined) return [image];
  const matrix = map(job?.strategy?.get('matrix'));
  const legs = pairs(matrix).flatMap(({ value }) =>
    pairs(value).flatMap((pair) => (pair.name.toLowerCase() === wanted ? (scalar(pair.value) ?? []) : [])),
  );
  const variables = pipeline.variables.flatMap(({ name: known, value }) =>
    known.toLowerCase() === wanted ? (value ?? []) : [],
  );
  return [...legs, ...variables];
}
