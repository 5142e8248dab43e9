import type { Document } from '../../core/format';
import type { Span } from '../../core/text';

export interface Assignment {
  readonly name: Span;
  readonly value: Span;
}

export interface TextDocument extends Document {
  readonly assignments: readonly Assignment[];
}
