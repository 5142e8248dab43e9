import { type Span, textOf } from '../../core/text';
import type { ShellWord } from '../../formats/shell/word';

/** A variable that the shell fills in before a command gets its word. */
interface ExpandedVariable {
  readonly name: string;
  /** The variable alone; the whole word where its place can't be told. */
  readonly at: Span;
}

/** The variables of a word as written, those in single quotes and escaped ones left out. */
export function* expandedVariables(word: ShellWord): Generator<ExpandedVariable> {
  const { raw } = word;
  let quote = '';
  for (let at = 0; at < raw.length; at++) {
    const unit = raw[at];
    if (unit === '\\' && quote !== "'") at++;
    else if (unit === "'" && quote !== '"') quote = quote === "'" ? '' : "'";
    else if (unit === '"' && quote !== "'") quote = quote === '"' ? '' : '"';
    else if (unit === '$' && quote !== "'") {
      const [text, braced, plain] =
        /^\$(?:\{([A-Za-z_]\w{0,99})[^}]{0,99}\}|([A-Za-z_]\w{0,99}))/.exec(raw.slice(at, at + 210)) ?? [];
      const name = braced ?? plain;
      if (text === undefined || name === undefined) continue;
      const { span } = word;
      const from = word.spanFrom(at);
      const exact = { ...from, end: from.start + text.length };
      yield { name, at: textOf(exact) === text ? exact : span };
      at += text.length - 1;
    }
  }
}
