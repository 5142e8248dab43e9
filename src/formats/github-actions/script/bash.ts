import { type Command, forEachChild, type HereDoc, parse, type SyntaxNode } from 'unbash';
import type { Replacement, Stretch } from './place';

/** Where a stretch stands in a shell script, and how a variable is read there. */
export function placeInBash(text: string, stretch: Stretch): Replacement | undefined {
  const script = parse(text);
  if (script.errors && script.errors.length > 0) return undefined;
  const heredoc = heredocAround(script, stretch);
  if (heredoc) return heredoc.isRead ? { ...stretch, read: bare(text, stretch), isSafe: true } : undefined;
  const chain = chainTo(script, stretch);
  if (!chain) return undefined;
  if (!chain.some(({ type }) => type === 'Word')) return commented(text, stretch);
  if (chain.some((node, index) => isOpaque(node, chain[index + 1], text))) return undefined;
  return inWord(chain, text, stretch);
}

/** `$NAME`, with braces where what follows would join the name. */
function bare(text: string, { end }: Stretch): Replacement['read'] {
  const isJoined = /[\w[]/.test(text[end] ?? '');
  return (variable) => (isJoined ? `\${${variable}}` : `$${variable}`);
}

function inWord(chain: readonly SyntaxNode[], text: string, { start, end }: Stretch): Replacement | undefined {
  const [around, leaf] = chain.slice(-2);
  if (leaf?.type === 'DoubleQuoted' || around?.type === 'DoubleQuoted')
    return { start, end, read: bare(text, { start, end }), isSafe: true };
  if (leaf?.type === 'SingleQuoted') {
    const isWhole = leaf.pos + 1 === start && leaf.end - 1 === end;
    if (isWhole) return { start: leaf.pos, end: leaf.end, read: (variable) => `"$${variable}"`, isSafe: true };
    return { start, end, read: (variable) => `'"$${variable}"'`, isSafe: true };
  }
  if (leaf?.type !== 'Word' && leaf?.type !== 'Literal') return undefined;
  // Without quotes the shell has split the text into words until now.
  return { start, end, read: (variable) => `"$${variable}"`, isSafe: false };
}

/** The here-document a stretch stands in, and whether variables are read there and stay what they are. */
function heredocAround(root: SyntaxNode, { start, end }: Stretch): { isRead: boolean } | undefined {
  const waiting: { node: SyntaxNode; holder: SyntaxNode }[] = [{ node: root, holder: root }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node: outer, holder } = next;
    let found: HereDoc | undefined;
    forEachChild(outer, (child) => {
      waiting.push({ node: child, holder: outer });
      if (child.type === 'HereDoc' && child.body.pos <= start && end <= child.body.end) found = child;
    });
    if (found) {
      const isText =
        outer.type === 'Command' &&
        !readsCode(outer, found) &&
        !isOpaque(holder, outer, '') &&
        isLiteral(found, { start, end });
      return { isRead: isText && found.delimiter !== undefined && !found.delimiter.quoted };
    }
  }
  return undefined;
}

/** Whether a stretch of a here-document stands outside of all that the shell replaces there. */
function isLiteral({ body }: HereDoc, { start, end }: Stretch): boolean {
  return !body.parts?.some((part) => part.type !== 'Literal' && part.pos < end && start < part.end);
}

/** The nodes that hold a stretch, from the outermost to the innermost. */
function chainTo(root: SyntaxNode, { start, end }: Stretch): SyntaxNode[] | undefined {
  const chain: SyntaxNode[] = [];
  for (let node: SyntaxNode | undefined = root; node; ) {
    chain.push(node);
    let inner: SyntaxNode | undefined;
    let isTorn = false;
    forEachChild(node, (child) => {
      if (child.pos <= start && end <= child.end) inner ??= child;
      else if (child.pos < end && start < child.end) isTorn = true;
    });
    if (isTorn && !inner) return undefined;
    node = inner;
  }
  return chain;
}

/** What takes its text for more than text, so that a quoted variable would not be the same or not be safe. */
function isOpaque(node: SyntaxNode, inner: SyntaxNode | undefined, text: string): boolean {
  switch (node.type) {
    case 'ParameterExpansion':
    case 'AnsiCQuoted':
    case 'LocaleString':
    case 'ArrayValue':
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return true;
    case 'CommandExpansion':
      return text[node.pos] === '`';
    case 'For':
    case 'Select':
      // A list of words is meant to be split.
      return inner?.type === 'Word';
    case 'Pipeline':
      return node.commands.some((command) => command.pos > (inner?.pos ?? 0) && isShell(command));
    case 'Command':
      return inner === node.name || readsCode(node, inner);
    default:
      return node.type.startsWith('Arithmetic');
  }
}

const SHELLS = /^(?:ba|z|da|k|a)?sh$/;
/** Commands that take a document for nothing but text. */
const TAKES_TEXT = /^(?:cat|tee|gh|git|jq|curl|mail|sendmail|read|base64|grep|sed)$/;
const INTERPRETERS = /^(?:ba|z|da|k|a)?sh$|^(?:python|node|perl|ruby|php|pwsh|powershell|deno|bun|awk|gawk)[\d.]*$/;

/** Whether a command runs what comes down its pipe. */
function isShell(node: SyntaxNode): boolean {
  return node.type === 'Command' && wordsOf(node).some((word) => SHELLS.test(word));
}

function wordsOf(command: Command): string[] {
  return [command.name, ...command.args].flatMap((word) => (word?.type === 'Word' ? [word.value] : []));
}

/** Whether a command writes what it reads into a file that will be run. */
function isProgram({ redirects }: Command): boolean {
  return redirects.some(
    (each) => each.type === 'Redirect' && /\.(?:\w*sh|py|rb|pl|php|ps1|[cm]?[jt]s)$/.test(each.target?.value ?? ''),
  );
}

/** Whether a command runs what stands there as code once more. */
function readsCode(command: Command, inner: SyntaxNode | undefined): boolean {
  const words = wordsOf(command);
  if (words.some((word) => /^(?:eval|ssh|trap|su|watch|parallel|Invoke-Expression)$/.test(word))) return true;
  const interpreter = words.findIndex((word) => INTERPRETERS.test(word.slice(word.lastIndexOf('/') + 1)));
  if (inner?.type === 'HereString') return interpreter >= 0;
  if (inner?.type === 'HereDoc') return interpreter >= 0 || isProgram(command) || !TAKES_TEXT.test(words[0] ?? '');
  return (
    interpreter >= 0 &&
    words.slice(interpreter + 1).some((word) => /^-\w*[cer]$|^--?(?:eval|command|print)$/i.test(word))
  );
}

/** In a comment a variable is not read at all, and does no harm. */
function commented(text: string, { start, end }: Stretch): Replacement | undefined {
  const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
  return /(?:^|\s)#/.test(line) ? { start, end, read: (variable) => `$${variable}`, isSafe: true } : undefined;
}
