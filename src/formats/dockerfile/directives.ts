import type { SourceFile, Span } from '../../core/text';

/** A parser directive at the head of the file, such as `# syntax=docker/dockerfile:1`. */
export interface Directive {
  readonly name: 'syntax' | 'escape' | 'check';
  readonly span: Span;
  readonly value: { readonly text: string; readonly span: Span };
}

const DIRECTIVE = /^[ \t]*#[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*(\S.*)$/;

/** Reads the directives; the first line that is none of the known ones ends them. */
export function readDirectives(file: SourceFile): Directive[] {
  const found: Directive[] = [];
  for (let number = 0; number < file.lineCount; number++) {
    const { start, end } = file.line(number);
    const [line, written = '', value = ''] = DIRECTIVE.exec(file.text.slice(start, end)) ?? [];
    const name = written.toLowerCase();
    if (line === undefined || (name !== 'syntax' && name !== 'escape' && name !== 'check')) break;
    const from = start + line.length - value.length;
    const text = value.trimEnd();
    found.push({ name, span: file.span(start, end), value: { text, span: file.span(from, from + text.length) } });
  }
  return found;
}
