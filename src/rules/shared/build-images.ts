import type { Span } from '../../core/text';
import type { Instruction, Stage } from '../../formats/dockerfile/model';
import type { Value } from '../../formats/dockerfile/value';
import { type ImageReference, parseImage } from './image';

/** An image that a build takes from elsewhere. */
export interface BuildImage {
  readonly reference: ImageReference;
  /** `base`: of a `FROM`. `source`: files are taken out of it, by `COPY --from` or a mount. */
  readonly as: 'base' | 'source';
  readonly stage: Stage;
  /** Where a stretch of the reference's text is written, in UTF-16 units. */
  readonly spanOf: (start: number, end: number) => Span;
}

/** The images that a build takes from elsewhere, each place where one is written once: no stages, no `scratch`, nothing unknown. */
export function buildImages(stages: readonly Stage[]): readonly BuildImage[] {
  const known = stages[0]?.from.span.file.derived(imagesByStages);
  const images = known?.get(stages) ?? imagesOf(stages);
  known?.set(stages, images);
  return images;
}

function imagesByStages(): WeakMap<readonly Stage[], readonly BuildImage[]> {
  return new WeakMap();
}

function imagesOf(stages: readonly Stage[]): readonly BuildImage[] {
  const names = new Set(stages.map(({ alias }) => alias?.text.toLowerCase()));
  const found = new Map<number, BuildImage>();
  const add = (stage: Stage, as: BuildImage['as'], value: Value | undefined, from = 0): void => {
    const text = value?.text?.slice(from).split(',', 1)[0];
    const reference = text === undefined || text === 'scratch' ? undefined : parseImage(text);
    if (!value || !reference || (as === 'source' && isStage(text, names))) return;
    const spanOf: BuildImage['spanOf'] = (start, end) => value.locate(from + start, from + end);
    const { start } = spanOf(0, reference.text.length);
    if (!found.has(start)) found.set(start, { reference, as, stage, spanOf });
  };
  for (const stage of stages) {
    if (!stage.base) add(stage, 'base', stage.from.image);
    for (const instruction of stage.instructions)
      for (const { value, from } of sourcesOf(instruction)) add(stage, 'source', value, from);
  }
  return [...found.values()];
}

/** A stage by its name or number; the name of one is never an image's. */
function isStage(text: string | undefined, names: ReadonlySet<string | undefined>): boolean {
  return text === undefined || /^\d+$/.test(text) || names.has(text.toLowerCase());
}

/** What names the image that files are taken from, and the character of it at which the name begins. */
function sourcesOf(instruction: Instruction): { readonly value: Value; readonly from: number }[] {
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD')
    return instruction.from ? [{ value: instruction.from, from: 0 }] : [];
  if (instruction.keyword !== 'RUN') return [];
  return instruction.flags.flatMap(({ name, value }) => {
    const before = name === 'mount' ? /^(?:[^,]+,)*?from=/.exec(value?.text ?? '')?.[0] : undefined;
    return value && before !== undefined ? [{ value, from: before.length }] : [];
  });
}
