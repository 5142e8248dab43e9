import type { Span } from '../../core/text';
import type { ForIntroduction } from './for';
import type { Parser } from './parser';
import { deepest } from './parser';
import type { Expression, TemplatePart } from './syntax';
import { commonIndent, decode } from './template-text';

/** A template as it is read, flat. */
export type Piece = TextPiece | SequencePiece;

export interface TextPiece {
  readonly kind: 'text';
  readonly start: number;
  readonly end: number;
}

export type SequencePiece = Span & { readonly stripBefore: boolean; readonly stripAfter: boolean } & (
    | { readonly kind: 'interpolation'; readonly expression: Expression }
    | IfPiece
    | ForPiece
    | { readonly kind: 'else' | 'endif' | 'endfor' }
  );

type IfPiece = { readonly kind: 'if'; readonly condition: Expression };
type ForPiece = { readonly kind: 'for'; readonly introduction: ForIntroduction };

/** What makes a difference to a template's text. `end` is where the closing quote or marker's line stands. */
interface TemplateStyle {
  readonly quoted: boolean;
  readonly flush: boolean;
  readonly end: number;
}

/** A directive that waits for its end, or the template itself. */
interface Frame {
  readonly opener: (Span & (IfPiece | ForPiece)) | undefined;
  parts: TemplatePart[];
  whenTrue: TemplatePart[] | undefined;
}

/** Nests the directives and decodes the text. `sound` tells whether that went without a problem. */
export function assemble(parser: Parser, pieces: readonly Piece[], style: TemplateStyle) {
  const indent = style.flush ? commonIndent(parser.text, pieces) : 0;
  const root: Frame = { opener: undefined, parts: [], whenTrue: undefined };
  const frames: Frame[] = [];
  let top = root;
  let sound = true;
  const unexpected = (piece: SequencePiece, detail = 'The control directives within this template are unbalanced.') => {
    parser.reportAt(parser.span(piece.start, piece.end), `Unexpected ${piece.kind} directive`, detail);
    sound = false;
  };
  const closeTop = (end: number): void => {
    const part = directive(top, end);
    top = frames.pop() ?? root;
    if (part) top.parts.push(part);
  };

  for (const [i, piece] of pieces.entries()) {
    switch (piece.kind) {
      case 'text': {
        const text = decode(parser, piece, {
          quoted: style.quoted,
          indent,
          trimStart: strips(pieces[i - 1], 'stripAfter'),
          trimEnd: strips(pieces[i + 1], 'stripBefore'),
        });
        sound &&= text.sound;
        top.parts.push({ kind: 'text', value: text.value, ...parser.span(piece.start, piece.end) });
        break;
      }
      case 'interpolation':
        top.parts.push(piece);
        break;
      case 'if':
      case 'for':
        if (parser.depth + frames.length >= deepest) {
          parser.reportAt(
            parser.span(piece.start, piece.end),
            'Nesting too deep',
            'These directives are nested too deeply.',
          );
          return { parts: root.parts, sound: false };
        }
        frames.push(top);
        top = { opener: piece, parts: [], whenTrue: undefined };
        break;
      case 'else':
        if (top.opener?.kind === 'if' && !top.whenTrue) {
          top.whenTrue = top.parts;
          top.parts = [];
        } else unexpected(piece, top.opener?.kind === 'if' ? 'This directive already has an else clause.' : undefined);
        break;
      case 'endif':
        if (top.opener?.kind === 'if') closeTop(piece.end);
        else unexpected(piece, top.opener && 'Expecting an endfor directive for the for started before.');
        break;
      case 'endfor':
        if (top.opener?.kind === 'for') closeTop(piece.end);
        else unexpected(piece, top.opener && 'Expecting an endif directive for the if started before.');
        break;
    }
  }
  while (top.opener) {
    const { kind, start } = top.opener;
    parser.reportAt(
      parser.span(style.end, Math.min(style.end + 1, parser.text.length)),
      'Unexpected end of template',
      `The ${kind} directive on line ${parser.file.lineAt(start) + 1} is missing its corresponding end${kind} directive.`,
    );
    sound = false;
    closeTop(style.end);
  }
  return { parts: root.parts, sound };
}

function strips(neighbour: Piece | undefined, side: 'stripBefore' | 'stripAfter'): boolean {
  return neighbour !== undefined && neighbour.kind !== 'text' && neighbour[side];
}

function directive({ opener, parts, whenTrue }: Frame, end: number): TemplatePart | undefined {
  if (!opener) return undefined;
  const { file, start } = opener;
  if (opener.kind === 'for') return { kind: 'for-directive', ...opener.introduction, parts, file, start, end };
  return {
    kind: 'if',
    condition: opener.condition,
    whenTrue: whenTrue ?? parts,
    whenFalse: whenTrue ? parts : undefined,
    file,
    start,
    end,
  };
}
