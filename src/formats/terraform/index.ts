import type { Format } from '../../core/format';
import { type SourceFile, textOf } from '../../core/text';
import { parseHcl } from '../hcl/parse';
import { parseTerraform, type TerraformFile } from './document';
import { isConfiguration, moduleFiles } from './files';
import { Module } from './module';

declare module '../../core/format' {
  interface Documents {
    terraform: TerraformFile;
  }
  interface Models {
    terraform: Module;
  }
}

/** Terraform and OpenTofu: a folder's files are one module. */
export const terraform: Format<'terraform'> = {
  id: 'terraform',
  name: 'Terraform',
  examplePath: 'main.tf',
  comments: ['#', '//'],
  mayBe: isTerraform,
  detect: (file) =>
    isTerraform(file.path) && !isTemplate(file)
      ? `its name ends with ${file.path.slice(file.path.lastIndexOf('.'))}`
      : undefined,
  unit: moduleFiles,
  parse: parseTerraform,
  model: (documents, project) => new Module(documents, project),
};

const TEMPLATE_TAG = /\{\{[^\r\n]{0,500}\}\}|\{%[^\r\n]{0,500}%\}|<%[^\r\n]{0,500}%>/;

/** Whether a template engine's tags stand where HCL can't have them: what the template leaves is not known. */
function isTemplate(file: SourceFile): boolean {
  if (!TEMPLATE_TAG.test(file.text)) return false;
  return parseHcl(file).problems.some(({ at }) => TEMPLATE_TAG.test(textOf(file.line(file.lineAt(at.start)))));
}

function isTerraform(path: string): boolean {
  return isConfiguration(path) || path.endsWith('.tfvars');
}
