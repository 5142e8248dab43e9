import type { SourceFile } from '../../core/text';
import { argumentsOf } from './arguments';
import type { Pipeline, Stage } from './model';
import type { Block, Statement } from './syntax';

/** The declarative pipeline of a file; undefined where there is none, or its braces don't match. */
export function readPipeline(file: SourceFile, block: Block): Pipeline | undefined {
  const statement = block.statements.find(
    ({ name, blocks, tokens }) => name === 'pipeline' && blocks[0] && tokens.length === 1,
  );
  const body = statement?.blocks[0];
  if (!statement || !body?.isClosed) return undefined;
  const sections = sectionsOf(body);
  return {
    file,
    statement,
    head: statement.nameSpan,
    block: body,
    sections,
    stages: stagesIn(sections.get('stages')?.blocks[0], undefined, 0),
  };
}

function sectionsOf({ statements }: Block): ReadonlyMap<string, Statement> {
  return new Map(
    statements.flatMap((statement) => (statement.name === undefined ? [] : [[statement.name, statement]])),
  );
}

/** Stages nest no deeper. */
const DEEPEST = 10;
const HOLDERS = ['stages', 'parallel', 'matrix'] as const;

function stagesIn(block: Block | undefined, parent: Stage | undefined, depth: number): readonly Stage[] {
  if (!block || depth > DEEPEST) return [];
  return block.statements.flatMap((statement) => {
    const body = statement.blocks[0];
    return statement.name === 'stage' && body ? [readStage(statement, body, parent, depth)] : [];
  });
}

function readStage(statement: Statement, block: Block, parent: Stage | undefined, depth: number): Stage {
  const string = argumentsOf(statement)[0]?.string;
  const sections = sectionsOf(block);
  const holds = HOLDERS.find((name) => sections.has(name));
  const held = holds && sections.get(holds)?.blocks[0];
  const inner = holds === 'matrix' && held ? held.statements.find(({ name }) => name === 'stages')?.blocks[0] : held;
  const stage = {
    statement,
    block,
    name: string && string.interpolations.length === 0 ? string.text : undefined,
    head: string ? statement.file.span(string.start, string.end) : statement.nameSpan,
    sections,
    parent,
    holds,
    children: [] as readonly Stage[],
  };
  stage.children = stagesIn(inner, stage, depth + 1);
  return stage;
}

/** The stages of a pipeline and those in them, in the order of the text. */
export function* allStages(stages: readonly Stage[]): Generator<Stage> {
  for (const stage of stages) {
    yield stage;
    yield* allStages(stage.children);
  }
}
