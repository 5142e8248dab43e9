import { basename } from '../../core/path';
import type { SourceFile } from '../../core/text';
import { GLOBAL_KEYWORDS, JOB_KEYWORDS } from '../../data/gitlab-keywords';
import { map } from '../yaml/access';
import { parseYaml } from '../yaml/parse';
import type { YamlMap, YamlPair } from '../yaml/syntax';

const NAME = /^\.gitlab-ci(?:[._-].*)?\.ya?ml$|[._-]gitlab-ci\.ya?ml$|^gitlab-ci\.ya?ml$/i;
const FOLDER = /(?:^|\/)\.?gitlab-ci\/|(?:^|\/)\.gitlab\/(?:ci|pipelines?|workflows?|templates)\//i;
const HINT = /^[ \t]+(?:script|trigger|extends)[ \t]*:|^include[ \t]*:/m;

/** Why a file is taken for a part of a GitLab pipeline, by its name, its folder or its content. */
export function detectGitlab(file: SourceFile): string | undefined {
  const name = basename(file.path);
  const root = rootOf(file);
  if (NAME.test(name)) return root === 'other' ? undefined : `${name} is the name of a GitLab pipeline`;
  if (root === 'other' || root === undefined || root.has('apiVersion')) return undefined;
  if (/gitlab-ci/i.test(name) || FOLDER.test(file.path))
    return looksLikePart(root) ? 'it lies where GitLab pipelines keep their parts' : undefined;
  if (!HINT.test(file.text)) return undefined;
  return looksLikePipeline(root) ? 'its jobs have scripts and stages as those of GitLab pipelines' : undefined;
}

/** The pipeline's map; undefined where nothing can be read yet, `other` where something else stands there. */
function rootOf(file: SourceFile): YamlMap | 'other' | undefined {
  const yaml = parseYaml(file);
  if (yaml.isTemplated) return undefined;
  const [first, second] = yaml.documents;
  const root = second && map(first?.root)?.has('spec') ? second.root : first?.root;
  return root?.kind === 'seq' || (root?.kind === 'map' && (root.has('apiVersion') || isOfAnother(root)))
    ? 'other'
    : map(root);
}

/** Keys that other systems have at the top, and GitLab has not. */
function isOfAnother(root: YamlMap): boolean {
  return ['jobs', 'steps', 'pipelines', 'pipeline', 'on', 'tasks'].some((name) => {
    const found = root.get(name);
    return found !== undefined && !isJob(root.pair(name));
  });
}

function looksLikePart(root: YamlMap): boolean {
  const { pairs } = root;
  return pairs.length > 0 && pairs.every((pair) => isPart(pair)) && pairs.some((pair) => isJob(pair) || isGlobal(pair));
}

function looksLikePipeline(root: YamlMap): boolean {
  const { pairs } = root;
  const jobs = pairs.filter(isJob);
  if (jobs.length === 0 || !pairs.every(isPart)) return false;
  return jobs.some(({ value }) => {
    const job = map(value);
    const has = (names: readonly string[]) => names.some((name) => job?.has(name));
    return (
      has(['script', 'trigger']) &&
      has(['stage', 'rules', 'only', 'except', 'extends', 'before_script', 'needs', 'artifacts', 'tags'])
    );
  });
}

function isPart(pair: YamlPair): boolean {
  return isGlobal(pair) || pair.name.startsWith('.') || isJob(pair);
}

function isGlobal({ name }: YamlPair): boolean {
  return GLOBAL_KEYWORDS.has(name);
}

/** Whether a pair is a job: nearly all that it holds are keywords of jobs. */
function isJob(pair: YamlPair | undefined): boolean {
  const body = map(pair?.value);
  if (!body || GLOBAL_KEYWORDS.has(pair?.name ?? '')) return false;
  const known = body.pairs.filter(({ name }) => JOB_KEYWORDS.has(name)).length;
  return known > 0 && body.pairs.length - known <= known / 2;
}
