import type { ExampleFiles } from './rule';

/** A stretch of an example's text, in UTF-16 units. */
export interface Mark {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** An example's files without their «marks», and where those stood. Marks may nest. */
export function readMarks(files: ExampleFiles, usualPath: string): { files: Record<string, string>; marks: Mark[] } {
  const texts: Record<string, string> = {};
  const marks: Mark[] = [];
  for (const [path, marked] of Object.entries(typeof files === 'string' ? { [usualPath]: files } : files)) {
    let text = '';
    const open: number[] = [];
    for (const part of marked.split(/([«»])/)) {
      if (part === '«') open.push(text.length);
      else if (part === '»') marks.push({ path, start: open.pop() ?? Number.NaN, end: text.length });
      else text += part;
    }
    texts[path] = text;
    if (open.length > 0) throw new Error(`${path}: a « has no »`);
  }
  if (marks.some(({ start }) => Number.isNaN(start))) throw new Error('a » has no «');
  marks.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start || a.end - b.end));
  return { files: texts, marks };
}
