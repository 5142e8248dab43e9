import type { ReviewedFinding } from './finding';
import { SourceFile, type Span } from './text';

/** Copies findings so that they hold nothing but the text of their files: what was parsed to get there can be let go. */
export class Detacher {
  readonly #copies = new WeakMap<SourceFile, SourceFile>();

  detach(finding: ReviewedFinding): ReviewedFinding {
    const { at, fixes, related, statement, suppressedBy } = finding;
    return {
      ...finding,
      at: this.#span(at),
      fixes: fixes.map((fix) => ({
        ...fix,
        edits: fix.edits.map((edit) => ({ at: this.#span(edit.at), text: edit.text })),
      })),
      related: related.map((each) => ({ at: this.#span(each.at), message: each.message })),
      statement: this.#span(statement),
      suppressedBy: suppressedBy && {
        ...suppressedBy,
        at: this.#span(suppressedBy.at),
        rules: suppressedBy.rules.map(({ id, at: where }) => ({ id, at: this.#span(where) })),
      },
    };
  }

  #span({ file, start, end }: Span): Span {
    let copy = this.#copies.get(file);
    if (!copy) {
      copy = new SourceFile(file.path, file.text, file.isNew);
      this.#copies.set(file, copy);
    }
    return copy.span(start, end);
  }
}
