import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { serve } from './server';

declare const self: DedicatedWorkerGlobalScope;

// The package holds this bundle once: a web worker runs it, and the server's process takes `serve` from it.
export { serve };

// A web worker reaches no file itself: the client reads them for it.
if ('importScripts' in globalThis)
  serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
    source: () => undefined,
    findRoot: async (folder) => folder,
  });
