import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { ReviewedFinding } from '../../../src/core/finding';
import type { Severity } from '../../../src/core/rule';
import { formats } from '../../../src/formats';
import { engine } from './engine';
import { closeAll, diagnosticsOf, eventually, holds, idOf, open, same, uriOf, workspaceTexts, write } from './support';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Hint,
};

/** One line for a finding: place, severity, rule, message. */
const line = (range: vscode.Range, severity: vscode.DiagnosticSeverity, rule: string, message: string): string => {
  const { start, end } = range;
  const place = [start.line + 1, start.character + 1, end.line + 1, end.character + 1].join(':');
  return `${place} ${vscode.DiagnosticSeverity[severity]} ${rule} ${message}`;
};

function ofEngine({ at, severity, rule, message }: ReviewedFinding): string {
  const [start, end] = [at.file.position(at.start), at.file.position(at.end)];
  return line(new vscode.Range(start.line, start.column, end.line, end.column), SEVERITIES[severity], rule, message);
}

const ofEditor = (uri: vscode.Uri): string[] =>
  diagnosticsOf(uri)
    .map((each) => line(each.range, each.severity, idOf(each), each.message))
    .sort();

describe('The same findings as the engine', () => {
  let texts: Record<string, string> = {};
  const shown: Record<string, string[]> = {};

  before(async () => {
    await closeAll();
    texts = await workspaceTexts();
  });
  after(closeAll);

  it('in every file of the workspace', async () => {
    const session = engine(texts);
    for (const path of Object.keys(texts)) {
      const { findings } = await session.review(path);
      const wanted = findings
        .filter(({ suppressedBy }) => !suppressedBy)
        .map(ofEngine)
        .sort();
      await open(path);
      shown[path] = await eventually(() => {
        const is = ofEditor(uriOf(path));
        same(is, wanted, path);
        return is;
      });
    }
    const spoken = new Set(Object.values(shown).flatMap((lines) => lines.map((each) => each.split(/[ /]/)[2])));
    for (const format of Object.keys(formats))
      holds(spoken.has(format), `nothing was found of ${format}; this compares nothing`);
  });

  it('and none in the files that are as they should be', async () => {
    const clean = Object.entries(shown).filter(([path]) => /(?:^|[/])clean[/.]/.test(path));
    same(clean.length > 5, true, 'there are clean files');
    for (const [path, lines] of clean) same(lines, [], path);
  });

  // scripts/test-vscode.mjs holds this file against what the command line says of the same folder.
  it('told to the outside, for the command line to be compared with', async () => {
    await write('.review/diagnostics.json', `${JSON.stringify(shown, null, 1)}\n`);
  });
});
