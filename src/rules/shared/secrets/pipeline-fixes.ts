import type { Fix } from '../../../core/rule';
import { replace } from '../../../core/text';
import type { Assignment, YamlPlace } from '../../../formats/secrets/model';
import { removePart, type YamlPair } from '../../../formats/yaml';
import { environmentName } from './environment-name';
import { plainOrQuoted } from './yaml-place';

/** In a workflow of GitHub: one of the repository's secrets. */
export function workflowFix({ name, value }: Assignment, { scalar, path }: YamlPlace): Fix | undefined {
  if (!path.some((part) => part === 'env' || part === 'with' || part === 'credentials')) return undefined;
  // Names that begin so are GitHub's own.
  const secret = environmentName(name).replace(/^GITHUB_/, 'GH_');
  return {
    title: `Use the secret ${secret}`,
    kind: 'suggested',
    edits: [replace(value, plainOrQuoted(`\${{ secrets.${secret} }}`, scalar))],
  };
}

/** In a pipeline of GitLab: a variable of the project, which jobs get without being told. */
export function gitlabFix({ name }: Assignment, { scalar, path }: YamlPlace): Fix | undefined {
  const pair = pairOf(scalar);
  const index = path.lastIndexOf('variables');
  if (!pair || index < 0 || index > 1) return undefined;
  const isWhole = path.length === index + 2;
  if (!isWhole && !(path.length === index + 3 && path.at(-1) === 'value')) return undefined;
  const declaration = isWhole ? pair : pairAround(pair);
  return (
    declaration && {
      title: `Leave ${name} to a masked variable of the project`,
      kind: 'suggested',
      edits: [removePart(declaration)],
    }
  );
}

/** In a pipeline of Azure: a secret variable of the pipeline, which steps get only where `env` names it. */
export function azureFix({ name, value }: Assignment, { scalar, path, isNamedBeside }: YamlPlace): Fix | undefined {
  const pair = pairOf(scalar);
  if (!pair) return undefined;
  if (path.at(-2) === 'env') {
    return {
      title: `Use the secret variable ${name}`,
      kind: 'suggested',
      edits: [replace(value, plainOrQuoted(`$(${name})`, scalar))],
    };
  }
  if (path.at(-2) !== 'variables') return undefined;
  const declaration = isNamedBeside ? pair.parent.holder : pair;
  return (
    declaration && {
      title: `Leave ${name} to a secret variable of the pipeline`,
      kind: 'suggested',
      edits: [removePart(declaration)],
    }
  );
}

function pairOf({ holder }: YamlPlace['scalar']): YamlPair | undefined {
  return holder?.kind === 'pair' ? holder : undefined;
}

function pairAround({ parent: { holder } }: YamlPair): YamlPair | undefined {
  return holder?.kind === 'pair' ? holder : undefined;
}
