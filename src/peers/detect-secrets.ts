import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Peer } from '../core/peer';
import type { Project } from '../core/project';
import type { Suppression } from '../core/suppress';
import { type SourceFile, type Span, textOf } from '../core/text';
import { asList, asMapping, mappingIn } from './config';
import { inComments, lineSpoken, onLines, saying, single } from './suppression';
import { behind } from './write';

const BASELINE = '.secrets.baseline';

/** `pragma: allowlist secret` on a line, `allowlist nextline secret` above it, and what `.secrets.baseline` knows. */
export const detectSecrets: Peer = {
  tool: 'detect-secrets',
  homes: [BASELINE],
  isUsedIn: (text) => /pragma: (?:allow|white)list/.test(text),
  suppressions: (file, leaders, project, found) => [
    ...['pragma: allowlist secret', 'pragma: whitelist secret'].flatMap((mark) =>
      onLines('detect-secrets', mark, file),
    ),
    ...['pragma: allowlist nextline secret', 'pragma: whitelist nextline secret'].flatMap((mark) =>
      inComments('detect-secrets', mark, file, leaders, (_, comment) => ({
        ids: [],
        lines: lineSpoken(comment, leaders),
      })),
    ),
    ...known(file, project, found),
  ],
  write: (place, _ids, leader) => behind(place, `${leader} pragma: allowlist secret`),
};

/** The findings whose SHA-1 stands in the baseline for this file; of private keys, which it hashes by their head, by line. */
function known(file: SourceFile, project: Project, found: readonly Span[]): Suppression[] {
  const baseline = found.length > 0 ? project.read(BASELINE) : undefined;
  if (!baseline) return [];
  const entries = asList(asMapping(mappingIn(baseline).results)[file.path]).map(asMapping);
  const hashes = new Set(entries.flatMap(({ hashed_secret: hash, is_secret: real }) => (real === true ? [] : [hash])));
  const keys = new Set(entries.flatMap(({ type, line_number: line }) => (type === 'Private Key' ? [line] : [])));
  return found
    .filter((at) => hashes.has(bytesToHex(sha1(utf8ToBytes(textOf(at))))) || keys.has(file.lineAt(at.start) + 1))
    .map((at) => saying('detect-secrets', baseline.line(0), { ids: [], lines: single(file.lineAt(at.start)) }));
}
