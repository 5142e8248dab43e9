import { beside } from '../../core/path';
import type { Project } from '../../core/project';
import type { SourceFile } from '../../core/text';
import type { Environment } from './interpolation';

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=/;

/** The file whose variables Compose knows: `.env` beside the Compose file. */
export function dotenvBeside(path: string, project: Project): SourceFile | undefined {
  return project.read(beside(path, '.env'));
}

/** The variables of a file such as `.env`. What takes its value from other variables, or runs over lines, is left out. */
export function dotenv(file: SourceFile): Environment {
  const known = new Map<string, string>();
  for (let number = 0; number < file.lineCount; number++) {
    const { start, end } = file.line(number);
    const line = file.text.slice(start, Math.min(end, start + 4096));
    const [head = '', name] = ASSIGNMENT.exec(line) ?? [];
    if (name === undefined) continue;
    const value = unquoted(line.slice(head.length).trim());
    if (value === undefined) known.delete(name);
    else known.set(name, value);
  }
  return known;
}

function unquoted(written: string): string | undefined {
  const quote = written[0];
  if (quote === '"' || quote === "'") {
    const end = written.indexOf(quote, 1);
    const inner = written.slice(1, end);
    return end < 0 || /[\\$]/.test(inner) ? undefined : inner;
  }
  const comment = written.search(/(?:^|[ \t])#/);
  const bare = (comment < 0 ? written : written.slice(0, comment)).trimEnd();
  return bare.includes('$') ? undefined : bare;
}
