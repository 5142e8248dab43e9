/** A `<< … >>` that CircleCI fills in before anything runs, in UTF-16 units of the text. */
interface Placeholder {
  readonly start: number;
  readonly end: number;
  /** What stands between, without blanks around: `pipeline.git.branch`. */
  readonly name: string;
}

const PLACEHOLDER = /(?<!\\)<<[ \t]{0,20}([A-Za-z_][\w.-]{0,200})[ \t]{0,20}>>/g;

/** The placeholders of a text, in order. */
export function placeholdersIn(text: string): readonly Placeholder[] {
  if (!text.includes('<<')) return [];
  return [...text.matchAll(PLACEHOLDER)].map(({ index, 0: whole, 1: name = '' }) => ({
    start: index,
    end: index + whole.length,
    name,
  }));
}

/** Whether what a text says is only known once the pipeline runs. */
export function hasPlaceholder(text: string): boolean {
  return text.includes('<<');
}
