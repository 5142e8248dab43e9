import type { Finding, Fix } from '../../../core/rule';
import type { ShellScript } from '../../../formats/shell/syntax';
import { downloadedPrograms } from '../download-and-run';
import { removeWords } from '../shell-edit';
import { uncheckedServers } from '../unchecked-transfer';

/** What to say of a program that runs as it comes: over plain HTTP, and otherwise. */
interface DownloadWords {
  readonly plain: string;
  readonly usual: string;
}

const USUAL_WORDS: DownloadWords = {
  plain: 'This runs whatever anyone on the way to the server answers',
  usual: 'This runs whatever the server answers on the day of the job',
};

/** Programs that run as they come over the network; over plain HTTP that is an error. */
export function* runDownloads({ commands }: ShellScript, words = USUAL_WORDS): Generator<Finding> {
  for (const { download, runner, url } of downloadedPrograms(commands)) {
    const isPlain = url?.startsWith('http://') ?? false;
    yield {
      at: { ...runner.span, start: Math.min(download.span.start, runner.span.start) },
      message: isPlain ? words.plain : words.usual,
      ...(isPlain && { severity: 'error' }),
    };
  }
}

/** Options that turn off the check of servers' certificates. */
export function* trustedServers({ commands }: ShellScript): Generator<Finding & { readonly fix: Fix | undefined }> {
  for (const command of commands) {
    for (const { words, written, left, isText } of uncheckedServers(command)) {
      const [first] = words;
      const last = words.at(-1);
      if (!first || !last) continue;
      const edits = isText || left !== undefined ? undefined : removeWords(command, words);
      yield {
        at: { ...first.span, end: Math.max(first.span.end, last.span.end) },
        message: `\`${written}\` lets it trust whatever server answers`,
        fix: edits && { title: `Remove ${written}`, edits },
      };
    }
  }
}
