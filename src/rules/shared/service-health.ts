import { dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import { UNKNOWN } from '../../formats/compose/interpolation';
import type { Build, ServiceDeclaration } from '../../formats/compose/model';
import type { Stage } from '../../formats/dockerfile/model';
import { at, boolean, items, map, scalar, type YamlNode } from '../../formats/yaml';

/** What is known of a service's health check: it has one, it is turned off, or nobody can tell. */
export type Health = 'checked' | 'disabled' | 'unknown';

/** The health check of a service, of what it takes over, or of the Dockerfile that it is built by. */
export function healthOf(parts: readonly ServiceDeclaration[], project: Project): Health {
  const own = parts.map((part) => part.map.get('healthcheck')).find((node) => node !== undefined);
  if (own) return writtenHealth(own);
  if (parts.some(({ map: each }) => !each.lacks('healthcheck'))) return 'unknown';
  const built = parts.find(({ build }) => build);
  return built?.build ? builtHealth(built.build, built, project) : 'unknown';
}

function writtenHealth(node: YamlNode): Health {
  if (node.kind !== 'map' || node.tag) return 'unknown';
  const test = node.get('test');
  const words = test?.kind === 'seq' ? items(test).map((item) => scalar(item)?.text) : [scalar(test)?.text];
  if (boolean(node.get('disable')) === true || words[0] === 'NONE') return 'disabled';
  return words[0] === undefined || words[0] === '' ? 'unknown' : 'checked';
}

function builtHealth(build: Build, service: ServiceDeclaration, project: Project): Health {
  for (let stage = builtStage(build, service, project); stage; stage = stage.base) {
    const check = stage.instructions.findLast(({ keyword }) => keyword === 'HEALTHCHECK');
    if (check)
      return /^HEALTHCHECK[ \t]{1,100}NONE\b/i.test(check.span.file.text.slice(check.span.start))
        ? 'disabled'
        : 'checked';
  }
  return 'unknown';
}

/** The stage of a Dockerfile that a service's image is; undefined where the Dockerfile can't be read. */
export function builtStage(build: Build, service: ServiceDeclaration, project: Project): Stage | undefined {
  const path = dockerfileOf(build, service);
  const document = path === undefined ? undefined : project.open('dockerfile', path);
  const { target } = build;
  if (!target) return document?.finalStage;
  return document?.stages.find(({ alias }) => alias?.text === target.text);
}

/** The path of the Dockerfile that a service is built by; undefined where it is not known. */
export function dockerfileOf(
  { context, dockerfile }: Build,
  { file, map: service }: ServiceDeclaration,
): string | undefined {
  const path = join(dirname(file.path), context?.text ?? '.', dockerfile?.text ?? 'Dockerfile');
  return path?.includes(UNKNOWN) || map(at(service, 'build'))?.has('dockerfile_inline') ? undefined : path;
}
