import type { Format } from '../../core/format';
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
  detect: ({ path }) => (isTerraform(path) ? `its name ends with ${path.slice(path.lastIndexOf('.'))}` : undefined),
  unit: moduleFiles,
  parse: parseTerraform,
  model: (documents, project) => new Module(documents, project),
};

function isTerraform(path: string): boolean {
  return isConfiguration(path) || path.endsWith('.tfvars');
}
