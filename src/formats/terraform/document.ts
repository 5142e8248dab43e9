import type { Document } from '../../core/format';
import type { SourceFile } from '../../core/text';
import { parseHcl } from '../hcl/parse';
import { blocksAround, statementIn } from '../hcl/statement';
import type { HclFile } from '../hcl/syntax';

/** One file of a module: configuration (`.tf`, `.tofu`), or values for its variables (`.tfvars`). */
export interface TerraformFile extends Document {
  readonly kind: 'configuration' | 'values';
  readonly hcl: HclFile;
}

export function parseTerraform(file: SourceFile): TerraformFile {
  const hcl = parseHcl(file);
  return {
    file,
    kind: file.path.endsWith('.tfvars') ? 'values' : 'configuration',
    hcl,
    problems: hcl.problems.map(({ at, summary }) => ({ at, message: summary })),
    statementAt: (offset) => statementIn(hcl.body, offset) ?? file.line(file.lineAt(offset)),
    blocksAt: (offset) => blocksAround(hcl.body, offset),
  };
}
