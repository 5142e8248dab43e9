import type { SourceFile, Span } from '../../core/text';

/**
 * The syntax tree of HashiCorp's configuration language. Every node is the span of its own text; children lie inside
 * their parents, in source order. Nodes that recovery had to finish early carry `recovered: true`; what could not be
 * read at all is an `ErrorExpression`. `isBroken` of ./walk asks for either anywhere inside an expression.
 */
export interface HclFile {
  readonly file: SourceFile;
  readonly body: Body;
  readonly comments: readonly Comment[];
  /** In source order; empty exactly when Terraform accepts the text. */
  readonly problems: readonly HclProblem[];
}

export interface HclProblem {
  readonly at: Span;
  /** HashiCorp's own summary, such as `Missing newline after argument`. */
  readonly summary: string;
  /** A sentence or two on what is expected. */
  readonly detail: string;
}

export interface Comment extends Span {
  readonly kind: 'comment';
  readonly marker: '#' | '//' | '/*';
  /** What stands after the marker (and before a closing one), untrimmed. */
  readonly text: string;
}

// ---------------------------------------------------------------- structure

/** What stands between a block's braces, or the whole file. */
export interface Body extends Span {
  readonly kind: 'body';
  /** Attributes and blocks in source order. */
  readonly items: readonly (Attribute | Block)[];
  /** In source order, repeated names included. */
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  /** Each name's first attribute. */
  readonly byName: ReadonlyMap<string, Attribute>;
}

/** `name = expression`, without the line's end. */
export interface Attribute extends Span {
  readonly kind: 'attribute';
  readonly name: string;
  readonly nameSpan: Span;
  readonly expression: Expression;
  /** Whether something follows the expression that does not belong there. */
  readonly recovered: boolean;
}

/** `type "label" label { … }`, from the type to the closing brace. */
export interface Block extends Span {
  readonly kind: 'block';
  readonly type: string;
  readonly typeSpan: Span;
  readonly labels: readonly Label[];
  /** The type and the labels, without the brace. */
  readonly header: Span;
  readonly openBrace: Span;
  /** Empty, at the block's end, where the brace is missing. */
  readonly closeBrace: Span;
  readonly body: Body;
  /** Whether the header or the closing brace is missing something. */
  readonly recovered: boolean;
}

/** A block's label; the span includes the quotes. */
export interface Label extends Span {
  readonly kind: 'label';
  readonly text: string;
  readonly quoted: boolean;
}

// -------------------------------------------------------------- expressions

export type Expression =
  | LiteralExpression
  | TemplateExpression
  | HeredocExpression
  | VariableExpression
  | MemberExpression
  | IndexExpression
  | SplatExpression
  | CallExpression
  | TupleExpression
  | ObjectExpression
  | ForExpression
  | ConditionalExpression
  | BinaryExpression
  | UnaryExpression
  | ParenthesizedExpression
  | ErrorExpression;

/** A name on its own: a loop variable, a member's name. */
export interface Identifier extends Span {
  readonly kind: 'identifier';
  readonly name: string;
}

/** A number, `true`, `false` or `null`. Strings are templates. */
export interface LiteralExpression extends Span {
  readonly kind: 'literal';
  readonly value: number | boolean | null;
}

/** A quoted string, quotes included; without interpolation it has one literal part or none. */
export interface TemplateExpression extends Span {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
  readonly recovered: boolean;
}

/** `<<MARKER` to the closing marker; `flush` is `<<-`, which takes the common indentation off. */
export interface HeredocExpression extends Span {
  readonly kind: 'heredoc';
  readonly marker: string;
  readonly flush: boolean;
  readonly parts: readonly TemplatePart[];
  readonly recovered: boolean;
}

export type TemplatePart = TemplateText | Interpolation | IfDirective | ForDirective;

export interface TemplateText extends Span {
  readonly kind: 'text';
  /** With escapes decoded, and whitespace gone that a strip mark or a flush heredoc removes. */
  readonly value: string;
}

/** `${ … }`, or `${~ … ~}` which strips the whitespace next to it. */
export interface Interpolation extends Span {
  readonly kind: 'interpolation';
  readonly expression: Expression;
  readonly stripBefore: boolean;
  readonly stripAfter: boolean;
}

/** `%{ if c }…%{ else }…%{ endif }`, whole. */
export interface IfDirective extends Span {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly whenTrue: readonly TemplatePart[];
  /** Undefined without `%{ else }`. */
  readonly whenFalse: readonly TemplatePart[] | undefined;
}

/** `%{ for k, v in c }…%{ endfor }`, whole. */
export interface ForDirective extends Span {
  readonly kind: 'for-directive';
  readonly keyName: Identifier | undefined;
  readonly valueName: Identifier;
  readonly collection: Expression;
  readonly parts: readonly TemplatePart[];
}

/** The root of a reference: `var`, `local`, `each`, a resource type, a loop variable, or a bare word such as `string`. */
export interface VariableExpression extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

/** `object.name` */
export interface MemberExpression extends Span {
  readonly kind: 'member';
  readonly object: Expression;
  readonly name: Identifier;
}

/** `object[key]`, or the legacy `object.0`, whose key is the number. */
export interface IndexExpression extends Span {
  readonly kind: 'index';
  readonly object: Expression;
  readonly key: Expression;
  readonly legacy: boolean;
  readonly recovered: boolean;
}

/**
 * `object[*]` (full) or `object.*`. What follows is written around it: `a[*].b` is the member `b` of the splat. After a
 * full splat every step applies to each element; after `.*` only members and legacy indexes do.
 */
export interface SplatExpression extends Span {
  readonly kind: 'splat';
  readonly object: Expression;
  readonly full: boolean;
}

/** `name(arguments)`; a provider's function is named `provider::aws::arn_parse`. */
export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly Expression[];
  /** Whether the last argument is followed by `...`. */
  readonly expands: boolean;
  readonly recovered: boolean;
}

export interface TupleExpression extends Span {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
  readonly recovered: boolean;
}

export interface ObjectExpression extends Span {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
  readonly recovered: boolean;
}

/** `key = value` or `key : value` within an object. */
export interface ObjectItem extends Span {
  readonly kind: 'item';
  readonly key: Expression;
  /** The key's text where it is a bare word, a number or a string without interpolation. */
  readonly name: string | undefined;
  readonly separator: '=' | ':';
  readonly value: Expression;
}

/** `[for v in c : value if condition]` or `{for k, v in c : key => value... if condition}`. */
export interface ForExpression extends Span {
  readonly kind: 'for';
  readonly keyName: Identifier | undefined;
  readonly valueName: Identifier;
  readonly collection: Expression;
  /** Present exactly where the result is an object. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly grouped: boolean;
  readonly condition: Expression | undefined;
  readonly recovered: boolean;
}

export interface ConditionalExpression extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface UnaryExpression extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export interface ParenthesizedExpression extends Span {
  readonly kind: 'parentheses';
  readonly expression: Expression;
  readonly recovered: boolean;
}

/** What stands where an expression should, and is none; often empty. */
export interface ErrorExpression extends Span {
  readonly kind: 'error';
}
