import type { SourceFile } from '../../core/text';
import { parseBody } from './body';
import { Parser } from './parser';
import type { HclFile } from './syntax';

/**
 * Parses a file of HashiCorp's configuration language. Never throws; takes time linear in the text. The problems are
 * those of reading by the braces alone, as Terraform does. Where these do not match and the file is indented, the tree
 * is read anew by the indentation, so that one missing or superfluous brace does not move every later block. Each
 * SourceFile is parsed once.
 */
export function parseHcl(file: SourceFile): HclFile {
  return file.derived(parseAnew);
}

function parseAnew(file: SourceFile): HclFile {
  const strict = read(file, false);
  const { parser } = strict;
  const problems = parser.problems.sort((a, b) => a.at.start - b.at.start);
  const byIndent = parser.unbalanced && parser.indentationDiffers && parser.indentation >= 0;
  const { body, parser: chosen } = byIndent ? read(file, true) : strict;
  return { file, body, comments: chosen.comments, problems };
}

function read(file: SourceFile, byIndent: boolean) {
  const parser = new Parser(file, byIndent);
  const body = parseBody(parser, undefined, parser.previousEnd);
  return { parser, body };
}
