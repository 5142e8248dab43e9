/** A word to look for, and what it stands for. */
export interface Keyword<T> {
  /** At least three characters of letters, digits and `_ - : / . = ~`. */
  readonly word: string;
  readonly ignoresCase: boolean;
  readonly of: T;
}

/** Where a keyword stands in a text. */
interface Occurrence<T> {
  readonly at: number;
  readonly of: T;
}

const CLASSES = 'abcdefghijklmnopqrstuvwxyz';
const MARKS = '_-:/.';

/** Each ASCII character's class, 0 to 31: a letter in either case, a digit, a mark. */
const CLASS_OF = new Uint8Array(128);
for (let i = 0; i < 26; i++) {
  CLASS_OF[CLASSES.charCodeAt(i)] = i + 1;
  CLASS_OF[CLASSES.toUpperCase().charCodeAt(i)] = i + 1;
}
for (let digit = 48; digit < 58; digit++) CLASS_OF[digit] = 27;
for (let i = 0; i < MARKS.length - 1; i++) CLASS_OF[MARKS.charCodeAt(i)] = 28 + i;
CLASS_OF[MARKS.charCodeAt(MARKS.length - 1)] = 27;

interface Anchored<T> extends Keyword<T> {
  readonly folded: string;
  /** Where in the word its three characters stand by which it is found. */
  readonly anchor: number;
}

/** Finds many words in one pass: three characters at a time are looked up in a table, and only what is there is compared. */
export class KeywordIndex<T> {
  readonly #buckets: Anchored<T>[][] = [[]];
  readonly #table = new Uint16Array(1 << 15);

  constructor(keywords: Iterable<Keyword<T>>) {
    for (const keyword of keywords) {
      const anchor = anchorOf(keyword.word);
      const key = keyAt(keyword.word, anchor);
      const bucket = this.#buckets[this.#table[key] ?? 0] ?? [];
      const anchored = { ...keyword, anchor, folded: keyword.word.toLowerCase() };
      if (this.#table[key]) bucket.push(anchored);
      else this.#table[key] = this.#buckets.push([anchored]) - 1;
    }
  }

  /** Every occurrence, by the place of its anchor. */
  find(text: string): Occurrence<T>[] {
    const found: Occurrence<T>[] = [];
    const table = this.#table;
    const { length } = text;
    let key = 0;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      key = ((key << 5) | (unit < 128 ? (CLASS_OF[unit] as number) : 0)) & 0x7fff;
      const bucket = table[key] as number;
      if (bucket !== 0) this.#compare(text, i - 2, bucket, found);
    }
    return found;
  }

  #compare(text: string, at: number, bucket: number, found: Occurrence<T>[]): void {
    for (const { word, folded, anchor, ignoresCase, of } of this.#buckets[bucket] ?? []) {
      const start = at - anchor;
      const same = ignoresCase
        ? text.slice(start, start + word.length).toLowerCase() === folded
        : text.startsWith(word, start);
      if (start >= 0 && same) found.push({ at: start, of });
    }
  }
}

/** The first three characters that are all different, since lines of dashes are common. */
function anchorOf(word: string): number {
  for (let at = 0; at + 3 <= word.length; at++) {
    const classes = new Set([0, 1, 2].map((i) => CLASS_OF[word.charCodeAt(at + i)]));
    if (classes.size === 3 && !classes.has(0)) return at;
  }
  return 0;
}

function keyAt(word: string, at: number): number {
  let key = 0;
  for (let i = at; i < at + 3; i++) key = (key << 5) | (CLASS_OF[word.charCodeAt(i)] ?? 0);
  return key & 0x7fff;
}
