import type { Document, Documents, Format, FormatId, Formats } from './format';
import type { SourceFile } from './text';

/** Parses each file at most once a format, and knows at most once what a file is. */
export class ParseCache {
  readonly #documents = () => new Map<FormatId, Document>();
  readonly #verdicts = (file: SourceFile): readonly Verdict[] =>
    (Object.values(this.formats) as Format[]).flatMap((format) => {
      const because = format.mayBe(file.path) ? format.detect(file) : undefined;
      return because === undefined ? [] : [{ format: format.id, because }];
    });

  constructor(private readonly formats: Formats) {}

  parse<Id extends FormatId>(id: Id, file: SourceFile): Documents[Id] {
    const parsed = file.derived(this.#documents);
    let document = parsed.get(id);
    if (!document) {
      document = (this.formats[id] as unknown as Format).parse(file);
      parsed.set(id, document);
    }
    return document as Documents[Id];
  }

  /** The formats that a file is of, and why. */
  verdicts(file: SourceFile): readonly Verdict[] {
    return file.derived(this.#verdicts);
  }
}

/** That a file was taken for a format, and the reason in words. */
export interface Verdict {
  readonly format: FormatId;
  readonly because: string;
}
