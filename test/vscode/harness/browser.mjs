// A headless Chromium for playwright-core: $CHROMIUM, one the system has, or the one from npm.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { once } from './cache.mjs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/**
 * Opens a browser with one empty page, which reaches 127.0.0.1 and nothing else.
 * @returns {Promise<{ browser: import('playwright-core').Browser, page: import('playwright-core').Page }>}
 */
export async function openBrowser() {
  const wanted = process.env.CHROMIUM;
  const installed = wanted === 'npm' ? undefined : (wanted ?? INSTALLED.find((path) => existsSync(path)));
  const browser = await chromium.launch({ ...(installed ? { executablePath: installed } : fromNpm()), args: ARGS });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  // Failing at once keeps the start quick, online or not.
  const outside = (url) => /^https?:$/.test(url.protocol) && !['127.0.0.1', 'localhost'].includes(url.hostname);
  await context.route(outside, (route) => route.abort());
  return { browser, page: await context.newPage() };
}

/** The Chromium that @sparticuz/chromium carries, with the libraries and the font that a bare Linux lacks. */
function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Chromium found: install Google Chrome, or set $CHROMIUM to the path of a browser');
  const packed = new URL('../../bin/', import.meta.resolve('@sparticuz/chromium'));
  const { version } = JSON.parse(readFileSync(new URL('../package.json', packed), 'utf8'));
  const home = once(`chromium-${version}`, (dir) => {
    const unpack = (name) =>
      writeFileSync(join(dir, name), brotliDecompressSync(readFileSync(new URL(`${name}.br`, packed))));
    unpack('chromium');
    chmodSync(join(dir, 'chromium'), 0o755);
    for (const archive of ['al2023.tar', 'fonts.tar']) {
      unpack(archive);
      execFileSync('tar', ['xf', archive], { cwd: dir });
    }
  });
  const libraries = [join(home, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: fontConfig(home) };
  return { executablePath: join(home, 'chromium'), env: { ...process.env, LD_LIBRARY_PATH: libraries, ...fonts } };
}

/** @param {string} home */
function fontConfig(home) {
  const path = join(home, 'fonts', 'fonts.conf');
  const cache = join(home, 'fonts-cache');
  writeFileSync(path, `<fontconfig><dir>${join(home, 'fonts')}</dir><cachedir>${cache}</cachedir></fontconfig>\n`);
  return path;
}
