import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { serve } from './server';

declare const self: DedicatedWorkerGlobalScope;

// A web worker reaches no file itself: the client reads them for it.
serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  source: () => undefined,
  findRoot: async (folder) => folder,
});
