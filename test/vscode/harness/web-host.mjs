// VS Code as nothing but pages on 127.0.0.1: extensions run in the browser's web worker host, as on vscode.dev.
// The workspace is a virtual file system (scheme `disk`); see web-workspace/.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CALM_FOR_TESTS } from './settings.mjs';

const WORKBENCH = '/vscode/out/vs/code/browser/workbench/workbench';

/** A suite must lie in an extension's folder, and VS Code wants a path that ends in `.js`. */
const SUITE = '/suite/suite.js';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/**
 * Serves one window on a free port.
 * @param {object} options
 * @param {import('./setup.mjs').VSCode} options.vscode
 * @param {string} options.extension   folder of the extension under test
 * @param {string} options.workspace   folder to open; saving in the editor writes there
 * @param {string} [options.suite]     a bundled test suite to run, see bundle.mjs
 * @param {Record<string, unknown>} [options.settings]  defaults of user settings
 * @returns {Promise<{ url: () => string, stop: () => void }>}
 */
export async function startWeb({ vscode, extension, workspace, suite, settings = CALM_FOR_TESTS }) {
  const mounts = {
    vscode: resolve(vscode.root),
    extension: resolve(extension),
    provider: fileURLToPath(new URL('./web-workspace', import.meta.url)),
    suite: suite && dirname(resolve(suite)),
  };
  const workbench = withoutServer(readFileSync(join(vscode.root, `${WORKBENCH.slice('/vscode/'.length)}.js`), 'utf8'));
  const folder = resolve(workspace);
  let authority = '';

  const server = createServer(async (request, response) => {
    const answer = (status, body = '', type = 'text/plain') => {
      response.writeHead(status, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' });
      response.end(body);
    };
    if (request.headers.host !== authority) return answer(403);
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    if (path === '/') return answer(200, page(authority, { settings, tested: suite !== undefined }), TYPES['.html']);
    if (path === `${WORKBENCH}.js`) return answer(200, workbench, TYPES['.js']);
    if (path === SUITE && suite) return answer(200, readFileSync(suite), TYPES['.js']);
    if (path === '/workspace') return answer(200, JSON.stringify(contents(folder)), TYPES['.json']);

    const [, mount = '', ...rest] = path.split('/');
    const root = mount === 'workspace' ? folder : mounts[mount];
    const file = root && resolve(root, ...rest);
    if (!file?.startsWith(root + sep)) return answer(404);
    if (mount === 'workspace') return answer(await change(request, file));
    if (!existsSync(file) || !statSync(file).isFile()) return answer(404);
    answer(200, readFileSync(file), TYPES[extname(file)] ?? 'application/octet-stream');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  authority = `127.0.0.1:${server.address().port}`;
  return {
    url: () => `http://${authority}/`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Keeps the folder on the disk in step with what the virtual file system did.
 * @param {import('node:http').IncomingMessage} request  `PUT` with the new content, or `DELETE`
 * @param {string} file
 * @returns {Promise<number>} HTTP status
 */
async function change(request, file) {
  if (request.method === 'DELETE') {
    rmSync(file, { recursive: true, force: true });
    return 204;
  }
  if (request.method !== 'PUT') return 405;
  mkdirSync(dirname(file), { recursive: true });
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  writeFileSync(file, Buffer.concat(chunks));
  return 204;
}

/**
 * Every file below a folder as base64, by path relative to it.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
function contents(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.map((path) => [
      path
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
      readFileSync(path).toString('base64'),
    ]),
  );
}

/**
 * code-server's workbench always connects to its server. Two expressions are changed while the file is served; the
 * file on disk stays as it is.
 * @param {string} source
 */
function withoutServer(source) {
  const edits = [
    [/,remoteAuthority:location\.host\}/, '}'],
    [
      /(get userRoamingDataHome\(\)\{return \w+\(\w+\.file\(this\.userDataPath\)\.with\(\{scheme:\w+\.)vscodeRemote\b/,
      '$1vscodeUserData',
    ],
  ];
  return edits.reduce((text, [from, to]) => {
    if (!from.test(text))
      throw new Error(`The web host does not know this code-server: nothing in it looks like ${from}`);
    return text.replace(from, to);
  }, source);
}

/**
 * @param {string} authority
 * @param {{ settings: Record<string, unknown>, tested: boolean }} options
 */
function page(authority, { settings, tested }) {
  const at = (path) => ({ scheme: 'http', authority, path });
  const config = {
    folderUri: { scheme: 'disk', path: '/workspace' },
    additionalBuiltinExtensions: [at('/provider')],
    developmentOptions: {
      enableSmokeTestDriver: true,
      extensions: [at('/extension'), ...(tested ? [at(dirname(SUITE))] : [])],
      ...(tested && { extensionTestsPath: at(SUITE) }),
    },
    enableWorkspaceTrust: false,
    configurationDefaults: settings,
    productConfiguration: {
      enableTelemetry: false,
      webviewContentExternalBaseUrlTemplate: `http://${authority}/vscode/out/vs/workbench/contrib/webview/browser/pre/`,
    },
    // What code-server adds to VS Code's own options.
    userDataPath: '/',
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
  };
  const attribute = JSON.stringify(config).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!DOCTYPE html><html><head><meta charset="utf-8">
<meta id="vscode-workbench-web-configuration" data-settings="${attribute}">
<link rel="stylesheet" href="${WORKBENCH}.css"></head><body aria-label=""></body>
<script>globalThis._VSCODE_FILE_ROOT = location.origin + '/vscode/out/';</script>
<script type="module" src="/vscode/out/nls.messages.js"></script>
<script type="module" src="${WORKBENCH}.js"></script></html>`;
}
