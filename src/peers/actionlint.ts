import ignore from 'ignore';
import type { Peer } from '../core/peer';
import type { Span } from '../core/text';
import { textOf } from '../core/text';
import { asMapping, asStrings, firstOf, mappingIn } from './config';
import { saying } from './suppression';

const CONFIGS = ['.github/actionlint.yaml', '.github/actionlint.yml'];

/**
 * `paths.<glob>.ignore` in actionlint's configuration: expressions that its messages are held against. Its words are
 * not ours, so a finding counts as ignored where an expression quotes the very text that is marked: `label "gpu" is unknown`.
 */
export const actionlint: Peer = {
  tool: 'actionlint',
  homes: CONFIGS,
  isUsedIn: () => false,
  suppressions(file, _leaders, project, found) {
    const config = firstOf(CONFIGS, project);
    if (!config) return [];
    const quoted = new Set(
      Object.entries(asMapping(mappingIn(config).paths)).flatMap(([glob, value]) =>
        ignore().add(glob).ignores(file.path) ? asStrings(asMapping(value).ignore).flatMap(quotedIn) : [],
      ),
    );
    return found
      .filter((at) => quoted.has(marked(at)))
      .map((at) => saying('actionlint', config.line(0), { ids: [], lines: linesOf(at) }));
  },
};

function quotedIn(expression: string): string[] {
  return [...expression.matchAll(/["'`]([^"'`]+)["'`]/g)].flatMap(([, text]) =>
    text === undefined ? [] : [text.replace(/\\(.)/g, '$1')],
  );
}

function marked(at: Span): string {
  return textOf(at).replace(/^(["'])(.*)\1$/, '$2');
}

function linesOf({ file, start, end }: Span) {
  return { first: file.lineAt(start), last: file.lineAt(end) };
}
