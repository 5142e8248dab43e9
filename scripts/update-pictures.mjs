// `node scripts/update-pictures.mjs`: draws media/icon.png from media/icon.svg, and takes the README's pictures in a
// real VS Code on the example shop.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../test/vscode/harness/browser.mjs';
import { ROOT } from '../test/vscode/harness/cache.mjs';
import { Workbench } from '../test/vscode/harness/workbench.mjs';

const MEDIA = join(ROOT, 'media');
const ICON = 256;

/** Pictures are shown at this many pixels, and taken with more of them for sharp screens. */
const WIDTH = 880;
const HEIGHT = 600;
const SHARPNESS = 1.4;

/** The lowest part of the window, which is cut off. */
const STATUS_BAR = 32;

/** What would only distract in a picture. */
const QUIET = {
  'workbench.colorTheme': 'Default Dark Modern',
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.scrollbar.vertical': 'hidden',
  'editor.stickyScroll.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
};

if (process.argv[2] !== 'editor') await drawIcon();
if (process.argv[2] !== 'icon') await photographEditor();

async function drawIcon() {
  const { browser, page } = await openBrowser();
  await page.setViewportSize({ width: ICON, height: ICON });
  await page.setContent(
    `<style>body{margin:0}svg{display:block}</style>${readFileSync(join(MEDIA, 'icon.svg'), 'utf8')}`,
  );
  await page.screenshot({ path: join(MEDIA, 'icon.png'), omitBackground: true });
  await browser.close();
  tell('icon.png');
}

async function photographEditor() {
  const bench = await Workbench.open({
    host: 'server',
    extension: ROOT,
    workspace: join(ROOT, 'examples/shop'),
    outDir: join(ROOT, 'out/pictures'),
    settings: QUIET,
    prepare: (page) => page.setViewportSize({ width: WIDTH, height: HEIGHT }),
  });
  const { page } = bench;
  const session = await page.context().newCDPSession(page);
  const photograph = async (name) => {
    await page.waitForTimeout(1500); // for what fades
    const clip = { x: 0, y: 0, width: WIDTH, height: HEIGHT - STATUS_BAR, scale: SHARPNESS };
    const { data } = await session.send('Page.captureScreenshot', { format: 'png', clip });
    writeFileSync(join(MEDIA, name), Buffer.from(data, 'base64'));
    tell(name);
  };
  await bench.openFile('compose.yaml');
  await bench.squiggle('warning');
  await bench.command('View: Close Primary Side Bar');
  await bench.goToProblem('Redis answers');
  await bench.press('ArrowLeft');
  await photograph('review.png');
  await bench.goToProblem('PostgreSQL answers');
  await bench.command('View: Hide Panel');
  await bench.press('ControlOrMeta+1');
  await bench.press('ControlOrMeta+.');
  await page.locator('.action-widget .monaco-list-row.action').first().waitFor();
  await photograph('fix.png');
  await bench.close();
}

/** @param {string} name */
function tell(name) {
  console.log(`media/${name}: ${(statSync(join(MEDIA, name)).size / 1000).toFixed(0)} KB`);
}
