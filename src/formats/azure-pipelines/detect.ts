import { basename } from '../../core/path';
import type { SourceFile } from '../../core/text';
import { map, parseYaml, string, type YamlMap, type YamlNode } from '../yaml';
import { elementsOf } from './elements';
import { MAIN_KEYS, PIPELINE_KEYS, STEP_KINDS } from './keys';

const NAME = /^\.?azure-?pipelines?(?:[._-].*)?\.ya?ml$|[._-]azure-?pipelines?\.ya?ml$/i;
const FOLDER = /(?:^|\/)(?:\.?azure-?pipelines?|\.azuredevops|\.azure-devops|\.pipelines|\.vsts(?:-ci)?|pipelines)\//i;
const FOREIGN =
  /(?:^|\/)\.github\/|(?:^|\/)(?:\.gitlab-ci|cloudbuild|bitbucket-pipelines|action|docker-compose|compose)[^/]*$/i;
const TOP =
  /^(?:["']?(?:stages|jobs|steps|extends|variables|parameters|trigger|pr|pool|resources|schedules)["']?[ \t]*:|\$\{\{)/m;

/** Why a file is taken for a pipeline of Azure DevOps or a template of one; undefined when it is neither. */
export function detectAzure(file: SourceFile): string | undefined {
  const { path, text } = file;
  if (FOREIGN.test(path) || !TOP.test(text)) return undefined;
  const name = basename(path);
  const root = map(parseYaml(file).documents[0]?.root);
  if (!root || isForeign(root)) return undefined;
  if (NAME.test(name)) {
    return root.pairs.some((pair) => MAIN_KEYS.has(pair.name)) ? `${name} is the name of an Azure pipeline` : undefined;
  }
  const strange = root.pairs.filter((pair) => !PIPELINE_KEYS.has(pair.name) && !pair.name.includes('${{'));
  if (strange.length > 1) return undefined;
  const shown = proof(root);
  if (shown && strange.length === 0) return shown;
  if (!FOLDER.test(path)) return undefined;
  return (
    shown ?? (strange.length === 0 && hasVariables(root) ? 'it holds variables beside Azure pipelines' : undefined)
  );
}

function isForeign(root: YamlMap): boolean {
  return root.has('apiVersion') || root.has('on') || root.has('services') || root.has('image') || root.has('runs');
}

/** What shows that it is one, whatever its name. */
function proof(root: YamlMap): string | undefined {
  if (listed(root.get('stages'), ['stage', 'template'])) return 'its `stages` are those of Azure Pipelines';
  if (listed(root.get('jobs'), ['job', 'deployment', 'template'])) return 'its `jobs` are those of Azure Pipelines';
  if (areSteps(root.get('steps'))) return 'its `steps` are those of Azure Pipelines';
  const base = string(map(root.get('extends'))?.get('template'));
  if (base !== undefined) return 'it extends a template of Azure Pipelines';
  const variables = root.get('variables');
  return variables?.kind === 'seq' && listed(variables, ['name', 'group', 'template'])
    ? 'its `variables` are those of Azure Pipelines'
    : undefined;
}

/** Whether a list has items with one of the keys, and none that is something else. */
function listed(node: YamlNode | undefined, names: readonly string[]): boolean {
  if (node?.kind !== 'seq') return false;
  const { items } = elementsOf(node);
  return items.length > 0 && items.every((item) => names.some((name) => item.map.has(name)));
}

function areSteps(node: YamlNode | undefined): boolean {
  if (node?.kind !== 'seq') return false;
  const { items } = elementsOf(node);
  const isStep = (body: YamlMap) => body.ownPairs.some(({ name }) => STEP_KINDS.has(name));
  const isOther = (body: YamlMap) =>
    ['uses', 'run', 'args', 'entrypoint', 'commands', 'image'].some((name) => body.has(name));
  return items.some((item) => isStep(item.map)) && !items.some((item) => isOther(item.map));
}

function hasVariables(root: YamlMap): boolean {
  const node = root.get('variables');
  return node?.kind === 'map' && root.pairs.every(({ name }) => name === 'variables' || name === 'parameters');
}
