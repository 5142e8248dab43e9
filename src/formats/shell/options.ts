import type { ShellCommand } from './syntax';
import type { ShellWord } from './word';

/** The arguments of a command, sorted into options and operands. */
export interface Arguments {
  /** What is no option, and no option's value, in order: for `apt-get -y install curl`, `install` and `curl`. */
  readonly operands: readonly ShellWord[];
  /** Whether one of the options is given. `-y` is found in `-qy` too, `--yes` in `--yes=true`. */
  has(...names: readonly string[]): boolean;
  /** The word in which one of the options is given. */
  word(...names: readonly string[]): ShellWord | undefined;
  /** The value of an option, as the next word or after `=`; undefined when it is absent or unknown. */
  value(...names: readonly string[]): string | undefined;
  /** Whether an unknown word, such as `$FLAGS`, may hold more options. */
  readonly mayHoldMore: boolean;
}

interface Option {
  readonly word: ShellWord;
  readonly value: string | undefined;
}

/** Sorts a command's arguments. `valued` names the options whose value is the next word, such as `-o` and `--target`. */
export function readArguments({ words }: Pick<ShellCommand, 'words'>, valued: readonly string[] = []): Arguments {
  const options = new Map<string, Option>();
  const operands: ShellWord[] = [];
  let mayHoldMore = false;
  for (let at = 1; at < words.length; at++) {
    const word = words[at] as ShellWord;
    const text = word.prefix;
    if (text === '--' && word.value !== undefined) {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (text === '' && word.value === undefined) mayHoldMore = true;
    if (!/^-[^\s]/.test(text)) {
      operands.push(word);
      continue;
    }
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const isSplit = equals < 0 && valued.includes(takesNext(name, valued));
    const value = isSplit ? words[at + 1]?.value : equals < 0 ? undefined : word.value?.slice(equals + 1);
    const option = { word, value };
    for (const each of namesOf(name, valued)) options.set(each, option);
    if (isSplit) at++;
  }
  const find = (names: readonly string[]) => {
    for (const name of names) {
      const option = options.get(name);
      if (option) return option;
    }
    return undefined;
  };
  return {
    operands,
    has: (...names) => find(names) !== undefined,
    word: (...names) => find(names)?.word,
    value: (...names) => find(names)?.value,
    mayHoldMore,
  };
}

/** The option in a word that takes the next word as its value: `-o` in `-euxo`. */
function takesNext(name: string, valued: readonly string[]): string {
  if (valued.includes(name) || !/^-[A-Za-z]+$/.test(name)) return name;
  return `-${name.at(-1)}`;
}

/** The names under which a word gives options: `-qy` gives `-qy`, `-q` and `-y`. */
function* namesOf(name: string, valued: readonly string[]): Iterable<string> {
  yield name;
  if (!/^-[A-Za-z0-9]{2}/.test(name)) return;
  for (const letter of name.slice(1)) {
    if (!/[A-Za-z0-9]/.test(letter)) return;
    yield `-${letter}`;
    if (valued.includes(`-${letter}`)) return;
  }
}
