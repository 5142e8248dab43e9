// What runs inside the extension host, whichever it is: bundle.mjs puts this in the place of `mocha`. It is Mocha's
// build for browsers everywhere, since the other one needs Node.js modules that a web worker lacks.
import 'mocha/mocha.js';
import * as vscode from 'vscode';

const { Mocha } = globalThis;

/** Marks the suite's output among everything else that a workbench in the browser logs. */
const MARK = '[mocha] ';

function print(text) {
  const inBrowser = vscode.env.uiKind === vscode.UIKind.Web;
  for (const line of text.split('\n')) console.log(inBrowser ? MARK + line : line);
}

/** Reporters call this with printf's placeholders. */
Mocha.reporters.Base.consoleLog = (format = '', ...values) => {
  const text = String(format).replace(/%[sdifoO%]/g, (placeholder) => {
    return placeholder === '%%' ? '%' : String(values.shift());
  });
  print([text, ...values].join(' '));
};

const mocha = new Mocha({ ...MOCHA_OPTIONS, reporter: Mocha.reporters.Spec });
mocha.suite.emit('pre-require', globalThis, undefined, mocha);

export const { describe, it, before, beforeEach, after, afterEach } = globalThis;

/**
 * VS Code calls this. It rejects when a test failed, or when there was none.
 * @returns {Promise<void>}
 */
export async function run() {
  print(`VS Code ${vscode.version}, ${vscode.env.remoteName ?? vscode.env.appHost}`);
  const stats = await new Promise((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  const { passes, failures, pending } = stats;
  const counts = `${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`;
  print(counts);
  await tellDesktopRunner(counts);
  if (failures > 0 || passes === 0) throw new Error(counts);
}

/** On the desktop nobody reads the log; run-electron.mjs names a file for the counts instead. */
async function tellDesktopRunner(counts) {
  const file = globalThis.process?.env?.VSCODE_SUITE_COUNTS;
  if (file) (await import('node:fs')).writeFileSync(file, counts);
}
