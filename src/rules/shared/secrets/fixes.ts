import type { Project } from '../../../core/project';
import type { Fix } from '../../../core/rule';
import { azurePipelines } from '../../../formats/azure-pipelines';
import { gitlabCi } from '../../../formats/gitlab-ci';
import type { Assignment } from '../../../formats/secrets/model';
import { buildFix } from './build-fix';
import { codeFix, isOfSpring } from './code-fix';
import { kubernetesFix } from './kubernetes-fixes';
import { azureFix, gitlabFix, workflowFix } from './pipeline-fixes';
import { terraformFixes } from './terraform-fix';

/** How a secret that is the whole value of an assignment is moved out of its file, where its place has a way for it; the best first. */
export function fixesFor(assignment: Assignment, project: Project): readonly Fix[] {
  const { node, value, fallback } = assignment;
  if (node?.kind === 'hcl') return terraformFixes(assignment, node, project);
  const fix = node?.kind === 'yaml' && !fallback ? yamlFix(assignment, node) : undefined;
  const other =
    fix ?? buildFix(assignment, project) ?? (node && !isOfSpring(value.file.path) ? undefined : codeFix(assignment));
  return other ? [other] : [];
}

function yamlFix(assignment: Assignment, node: Extract<Assignment['node'], { kind: 'yaml' }>): Fix | undefined {
  const { file } = node.scalar;
  if (/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(file.path)) return workflowFix(assignment, node);
  if (gitlabCi.mayBe(file.path) && gitlabCi.detect(file) !== undefined) return gitlabFix(assignment, node);
  if (azurePipelines.mayBe(file.path) && azurePipelines.detect(file) !== undefined) return azureFix(assignment, node);
  return kubernetesFix(assignment, node);
}
