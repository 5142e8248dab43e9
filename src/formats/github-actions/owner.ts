import type { Project } from '../../core/project';
import type { YamlScalar } from '../yaml/syntax';
import { conditionOf } from './condition';
import { contextPaths } from './context-path';
import type { Expression } from './expression';
import type { Workflow } from './model';

/** Who surely owns the repository, in lower case: by git's own configuration, or by what the workflow's conditions ask for. */
export function ownersOf(workflow: Workflow | undefined, project: Project): ReadonlySet<string> {
  const owners = new Set<string>();
  for (const line of project.read('.git/config')?.text.split('\n') ?? []) {
    const [key = '', path] = line.split('github.com', 2);
    const owner = /^\s*url\b/.test(key) ? path?.slice(1).split('/')[0] : undefined;
    if (owner) owners.add(owner.toLowerCase());
  }
  for (const job of workflow?.jobs ?? []) {
    for (const condition of [job.condition, ...job.steps.map((step) => step.condition)]) addOwner(condition, owners);
  }
  return owners;
}

function addOwner(condition: YamlScalar | undefined, owners: Set<string>): void {
  const visit = (node: Expression | undefined): void => {
    if (node?.kind !== 'operation') return;
    node.operands.forEach(visit);
    const [left, right] = node.operands;
    if (node.operator !== '==' || !left || !right) return;
    const literal = left.kind === 'literal' ? left : right;
    const [path] = contextPaths(left.kind === 'literal' ? right : left);
    if (literal.kind !== 'literal' || typeof literal.value !== 'string') return;
    if (path === 'github.repository' || path === 'github.repository_owner')
      owners.add((literal.value.split('/')[0] ?? '').toLowerCase());
  };
  visit(conditionOf(condition));
}
