import type { Project } from '../../core/project';

/** Files by which other programs that update dependencies are configured. */
const ROOT = /^(?:\.?renovate(?:rc)?(?:\.json5?|\.jsonc)?|\.pyup\.yml|\.scala-steward\.conf|greenkeeper\.json)$/;
const GITHUB = /^renovate\.(?:json5?|jsonc)$/;

/** Whether a program other than Dependabot is told to update the dependencies of a repository. */
export function usesOtherUpdater(root: string, project: Project): boolean {
  const inside = (name: string) => (root === '' ? name : `${root}/${name}`);
  if (project.list(root).some(({ name }) => ROOT.test(name))) return true;
  if (project.list(inside('.github')).some(({ name }) => GITHUB.test(name))) return true;
  if (project.list(inside('.github/workflows')).some(({ name }) => /renovate/i.test(name))) return true;
  return /"renovate"\s{0,9}:/.test(project.read(inside('package.json'))?.text ?? '');
}
