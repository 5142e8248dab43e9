import { argumentsOf, isMark, statementsBelow } from './arguments';
import type { Pipeline } from './model';
import { allStages } from './read';
import type { Statement } from './syntax';

/** The variables that hold secrets: those of `credentials()` in `environment`, and those that `withCredentials` binds. */
export function secretVariables(pipeline: Pipeline): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of environmentOf(pipeline)) {
    const [name, , call, open, id] = statement.tokens;
    if (name?.kind !== 'word' || call?.text !== 'credentials' || !isMark(open, '(') || id?.kind !== 'string') continue;
    for (const each of [name.text, `${name.text}_PSW`]) names.add(each);
  }
  for (const statement of statementsBelow(pipeline.block)) {
    if (statement.name !== 'withCredentials') continue;
    for (const [index, token] of statement.tokens.entries()) {
      const value = statement.tokens[index + 2];
      const isBound =
        token.kind === 'word' &&
        /^(?:variable|passwordVariable|passphraseVariable|secretKeyVariable)$/i.test(token.text);
      if (isBound && isMark(statement.tokens[index + 1], ':') && value?.kind === 'string') names.add(value.text);
    }
  }
  // Files are named by their variables: the path is no secret.
  for (const file of fileVariables(pipeline)) names.delete(file);
  return names;
}

function* fileVariables(pipeline: Pipeline): Generator<string> {
  for (const { name, tokens } of statementsBelow(pipeline.block)) {
    if (name !== 'withCredentials') continue;
    for (const [index, token] of tokens.entries()) {
      if (
        token.kind !== 'word' ||
        !/^(?:file|sshUserPrivateKey|certificate|kubeconfigFile|dockerCert)$/.test(token.text)
      )
        continue;
      for (const [offset, inner] of tokens.slice(index, index + 16).entries()) {
        if (isMark(inner, ')')) break;
        const value = tokens[index + offset + 2];
        if (inner.kind === 'word' && inner.text === 'variable' && value?.kind === 'string') yield value.text;
      }
    }
  }
}

/** The assignments in `environment`, of the pipeline and its stages. */
function* environmentOf({ sections, stages }: Pipeline): Generator<Statement> {
  for (const each of [sections, ...[...allStages(stages)].map((stage) => stage.sections)])
    yield* each.get('environment')?.blocks[0]?.statements ?? [];
}

/** The names of all variables that `environment` sets. */
export function environmentNames(pipeline: Pipeline): ReadonlySet<string> {
  return new Set(
    [...environmentOf(pipeline)].flatMap(({ name, tokens }) => (name && isMark(tokens[1], '=') ? [name] : [])),
  );
}

/** The parameters into which a person may write anything. */
export function freeParameters({ sections }: Pipeline): ReadonlySet<string> {
  const statements = sections.get('parameters')?.blocks[0]?.statements ?? [];
  return new Set(
    statements.flatMap((statement) => {
      if (statement.name !== 'string' && statement.name !== 'text') return [];
      return argumentsOf(statement).find(({ name }) => name === 'name')?.string?.text ?? [];
    }),
  );
}
