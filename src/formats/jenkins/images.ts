import type { Span } from '../../core/text';
import { argumentsOf, named, statementsBelow } from './arguments';
import type { Pipeline } from './model';
import { allStages } from './read';
import type { Statement, StringToken } from './syntax';

/** The name of an image, and where it stands. */
interface WrittenImage {
  readonly text: string;
  spanOf(start: number, end: number): Span;
}

/** The images of `agent { docker … }`, of the pipeline and its stages, and of `docker.image('…').inside`. */
export function* imagesOf({ sections, stages, block }: Pipeline): Generator<WrittenImage> {
  for (const each of [sections, ...[...allStages(stages)].map((stage) => stage.sections)]) {
    const docker = named(each.get('agent')?.blocks[0], 'docker');
    if (!docker) continue;
    const inner = named(docker.blocks[0], 'image');
    const string = inner ? argumentsOf(inner)[0]?.string : imageArgument(docker);
    if (string) yield* written(string, docker);
  }
  for (const statement of statementsBelow(block)) {
    const { tokens } = statement;
    for (const [index, token] of tokens.entries()) {
      const string = tokens[index + 4];
      const words = tokens.slice(index, index + 4).map(({ text }) => text);
      if (token.text === 'docker' && words.join('') === 'docker.image(' && string?.kind === 'string')
        yield* written(string, statement);
    }
  }
}

function imageArgument(docker: Statement): StringToken | undefined {
  const all = argumentsOf(docker);
  return (all.find(({ name }) => name === 'image') ?? all.find(({ name }) => name === undefined))?.string;
}

function* written({ text, inner, interpolations }: StringToken, { file }: Statement): Generator<WrittenImage> {
  if (interpolations.length > 0 || text.includes('\\')) return;
  yield { text, spanOf: (start, end) => file.span(inner.start + start, inner.start + end) };
}
