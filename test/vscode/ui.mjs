// Drives VS Code as a person does, on the packaged extension in the server host and on the sources in the web host.
// Screenshots are left in out/ui/<host>/screenshots. The last line is `N passed, N failed`.
//
//   node test/vscode/ui.mjs [--host server|web] [--version current|lowest] [--vsix file.vsix] [--extension folder]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './harness/cache.mjs';
import { Workbench } from './harness/workbench.mjs';

const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const { values: options } = parseArgs({
  options: {
    host: { type: 'string' },
    version: { type: 'string', default: 'current' },
    vsix: { type: 'string', default: join(ROOT, 'out', `${name}-${version}.vsix`) },
    extension: { type: 'string', default: ROOT },
  },
});

let passed = 0;
let failed = 0;

/** @param {string} host */
async function drive(host) {
  console.log(`\n  ${host}, VS Code ${options.version}`);
  const bench = await Workbench.open({
    host,
    version: options.version,
    ...(host === 'server' ? { vsix: options.vsix } : { extension: options.extension }),
    workspace: join(ROOT, 'test/vscode/workspace'),
    outDir: join(ROOT, 'out/ui', host),
  }).catch((error) => error);
  if (bench instanceof Error) {
    failed++;
    console.log(`    ✘ the window opens: ${bench.message}`);
    return;
  }
  bench.page.setDefaultTimeout(15_000);
  for (const [title, step] of Object.entries(STEPS)) {
    try {
      await step(bench);
      passed++;
      console.log(`    ✔ ${title}`);
    } catch (error) {
      failed++;
      console.log(`    ✘ ${title}\n      ${error.message.split('\n').slice(0, 8).join('\n      ')}`);
      await bench.screenshot(`failed-${title.replaceAll(/\W+/g, '-').slice(0, 40)}`).catch(() => {});
    }
  }
  await bench.close();
}

/**
 * @param {unknown} condition
 * @param {string} what
 */
function holds(condition, what) {
  if (!condition) throw new Error(what);
}

/**
 * Waits until something that is read from the page is as wanted.
 * @template T
 * @param {Workbench} bench
 * @param {() => Promise<T>} read
 * @param {(value: T) => boolean} wanted
 */
async function until(bench, read, wanted) {
  const end = Date.now() + 20_000;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`Waited in vain; it is:\n${value}`);
    await bench.page.waitForTimeout(100);
  }
}

/** What a person does, in order; each step goes on where the one before ended. */
const STEPS = {
  /** @param {Workbench} bench */
  async 'a file that is opened shows its findings as squiggles'(bench) {
    await bench.openFile('compose.yaml');
    await bench.squiggle('error');
    await bench.squiggle('warning');
    await bench.screenshot('squiggles');
  },

  async 'the Problems panel lists them by rule'(bench) {
    await bench.openProblems();
    const rows = await until(
      bench,
      () => bench.problems(),
      (found) => found.some((row) => row.includes('has all rights on the host')),
    );
    holds(
      rows.some((row) => /infra-review .?compose\/latest-tag/.test(row)),
      rows.join('\n'),
    );
    await bench.screenshot('problems');
  },

  async 'a hover says what, why and how'(bench) {
    await bench.goToProblem('has all rights on the host');
    await bench.press('ControlOrMeta+K');
    await bench.press('ControlOrMeta+I');
    const hover = bench.page.locator('.monaco-hover:visible').filter({ hasText: 'Privileged service' }).first();
    await hover.waitFor();
    const words = await hover.innerText();
    holds(words.includes('Put it right'), words);
    await bench.screenshot('hover');
    await bench.press('Escape');
  },

  async 'the light bulb offers fixes first, then ways to leave it out'(bench) {
    await bench.goToProblem('PostgreSQL answers');
    await bench.openLightBulb();
    const titles = await bench.actions();
    await bench.screenshot('light-bulb');
    holds(titles[0] === 'Publish on 127.0.0.1 only', titles.join('\n'));
    holds(
      titles.some((title) => title.startsWith('Suppress compose/database-port-published here')),
      titles.join('\n'),
    );
    await bench.chooseAction('Publish on 127.0.0.1 only');
  },

  async 'what was fixed and saved is on the disk'(bench) {
    await bench.save();
    await bench.saved('compose.yaml', (text) => text.includes('- "127.0.0.1:5432:5432"'));
    await until(
      bench,
      () => bench.problems(),
      (rows) => !rows.some((row) => row.includes('PostgreSQL answers')),
    );
  },

  async 'Fix All Safe Problems in File'(bench) {
    await bench.command('Infra Review: Fix All Safe Problems in File');
    await until(
      bench,
      () => bench.visibleText(),
      (text) => text.includes('"127.0.0.1:6379:6379"'),
    );
    await bench.save();
  },

  async 'Review Workspace finds what is in files that are not open'(bench) {
    await bench.command('Infra Review: Review Workspace');
    const told = bench.page.locator('.statusbar-item').filter({ hasText: /\d+ errors, \d+ warnings/ });
    await told.first().waitFor();
    await bench.openProblems();
    await until(
      bench,
      () => bench.problems(),
      // The panel only holds the rows that are in sight; files with errors come first.
      (rows) => ['ci.yml', '.gitlab-ci.yml'].every((name) => rows.some((row) => row.startsWith(name))),
    );
    await bench.screenshot('review-workspace');
  },

  async 'a template fix puts the caret on its first tab stop'(bench) {
    await bench.openFile('infra/main.tf');
    await bench.squiggle('warning');
    await bench.quickFix('Keep the state in an S3 bucket');
    await until(
      bench,
      () => bench.visibleText(),
      (text) => text.includes('backend "s3" {'),
    );
    await bench.page.keyboard.type('shop-state');
    await bench.press('Tab');
    await bench.page.keyboard.type('shop');
    await bench.screenshot('template');
    await bench.press('Escape');
    await bench.save();
    const lines = [
      '  backend "s3" {',
      '    bucket       = "shop-state"',
      '    key          = "shop/terraform.tfstate"',
      '    region       = "eu-central-1"',
    ];
    await bench.saved('infra/main.tf', (text) => text.includes(lines.join('\n')));
  },

  async 'a finding is suppressed with a reason typed over'(bench) {
    await bench.openFile('k8s/web.yaml');
    await bench.squiggle('error');
    await bench.goToProblem('kubernetes/latest-tag');
    await bench.quickFix('Suppress kubernetes/latest-tag here, with a reason');
    await until(
      bench,
      () => bench.visibleText(),
      (text) => text.includes('-- say why'),
    );
    await bench.page.keyboard.type('the pipeline pins it');
    await bench.screenshot('suppressed');
    await bench.save();
    const comment = '          # infra-review: ignore kubernetes/latest-tag -- the pipeline pins it\n          image:';
    await bench.saved('k8s/web.yaml', (text) => text.includes(comment));
    await until(
      bench,
      () => bench.problems(),
      (rows) => !rows.some((row) => row.includes('kubernetes/latest-tag')),
    );
  },

  async 'Open Rule Documentation… leads to a page'(bench) {
    await bench.command('Infra Review: Open Rule Documentation…');
    await bench.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await bench.page.keyboard.type('compose/latest-tag');
    await bench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'compose/latest-tag' }).waitFor();
    await bench.screenshot('rules');
    await bench.pick('compose/latest-tag');
    const heading = bench.webview.getByRole('heading', { name: 'Service image without a fixed version' });
    // Our web host has no preview of Markdown.
    const plain = bench.editor.locator('.view-line').filter({ hasText: /^#\s+Service\s+image/ });
    await Promise.any([heading.waitFor(), plain.waitFor()]);
    await bench.screenshot('rule-page');
    // By mouse: a page that has the focus hands keys on late.
    const tab = bench.page.locator('.tab').filter({ hasText: 'latest-tag.md' });
    await tab.locator('.tab-actions .action-label').first().click();
    await tab.waitFor({ state: 'detached' });
    await bench.editor.click();
  },

  async 'a snippet is inserted by its prefix'(bench) {
    await bench.openFile('clean/Dockerfile');
    await bench.press('ControlOrMeta+A');
    await bench.press('Delete');
    await bench.page.keyboard.type('infra-dockerfile-no');
    const offered = bench.page.locator('.suggest-widget .monaco-list-row').filter({ hasText: 'infra-dockerfile-node' });
    await offered.first().waitFor();
    await bench.screenshot('suggestions');
    await bench.press('Enter');
    await until(
      bench,
      () => bench.visibleText(),
      (text) => text.includes('HEALTHCHECK'),
    );
    await bench.screenshot('snippet');
    await bench.command('File: Revert File');
  },

  async 'How Is This File Reviewed? says what it was taken for'(bench) {
    await bench.command('Infra Review: How Is This File Reviewed?');
    const dialog = bench.page.locator('.monaco-dialog-box');
    await dialog.filter({ hasText: 'is reviewed' }).waitFor();
    await bench.screenshot('explained');
    const words = await dialog.innerText();
    holds(words.includes('clean/Dockerfile') && words.includes('Configuration: infra-review.yaml'), words);
    await bench.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  },

  async 'Fix All Safe Problems in Workspace asks, then writes'(bench) {
    await bench.command('Infra Review: Fix All Safe Problems in Workspace');
    const dialog = bench.page.locator('.monaco-dialog-box');
    await dialog.filter({ hasText: 'Make all safe fixes in this workspace' }).waitFor();
    holds((await dialog.innerText()).includes('.github/workflows/ci.yml'), await dialog.innerText());
    await bench.screenshot('fix-workspace');
    await dialog.getByRole('button', { name: 'Fix', exact: true }).click();
    await bench.saved('.github/workflows/ci.yml', (text) =>
      text.includes('ISSUE_TITLE: ${{ github.event.issue.title }}'),
    );
  },
};

for (const host of options.host ? [options.host] : ['server', 'web']) await drive(host);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
