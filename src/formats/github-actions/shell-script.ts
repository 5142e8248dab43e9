import { type Edit, SourceFile, type Span } from '../../core/text';
import { masked } from '../delivery/script';
import { parseShell } from '../shell/parse';
import type { ShellScript } from '../shell/syntax';
import { locate } from '../yaml/locate';
import { embeddedIn } from './embedded';
import type { Script } from './model';

/** A script as a POSIX shell reads it. Spans of its parts are offsets in the script's own text, see `place`. */
export interface ShellText extends ShellScript {
  /** Where a part of the script stands in the workflow. */
  place(part: Span): Span;
  /** Edits of the script's text as edits of the workflow. */
  edits(edits: readonly Edit[]): readonly Edit[];
}

/** Scripts by their text: while one is typed in, all others of the file are known from before. */
const known = new Map<string, ShellScript>();
const LONGEST_KNOWN = 20_000;
const MOST_KNOWN = 1_000;

/** Reads the script of a step, each `${{ … }}` as an unknown variable; undefined where no POSIX shell reads it. */
export function shellTextOf({ scalar, shell }: Script): ShellText | undefined {
  if (shell !== 'bash' && shell !== 'sh') return undefined;
  const { commands, problems } = parsed(masked(scalar.text, embeddedIn(scalar)));
  const place = ({ start, end }: Span) => locate(scalar, start, end);
  return { commands, problems, place, edits: (edits) => edits.map(({ at, text }) => ({ at: place(at), text })) };
}

function parsed(text: string): ShellScript {
  const found = known.get(text);
  if (found) return found;
  const file = new SourceFile('', text);
  const script = parseShell({ text, locate: (start, end) => file.span(start, end) });
  if (text.length <= LONGEST_KNOWN) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, script);
  }
  return script;
}
