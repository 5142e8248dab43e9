import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Run {
  /** Of the processor, in seconds, all threads. */
  readonly user: number;
  readonly elapsed: number;
  /** The largest, in MB. */
  readonly resident: number;
}

/** Prints at the end what the process has used. */
const REPORT =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("\\n"+JSON.stringify(process.resourceUsage())))';

/** Reviews a folder of so many files with the command line that is built. */
export function commandLineRun(files: readonly { path: string; text: string }[], count: number): Run {
  const folder = mkdtempSync(join(tmpdir(), 'infra-review-bench-'));
  try {
    for (let i = 0; i < count; i++) {
      const file = files[i % files.length];
      if (!file) break;
      const path = join(folder, `service-${Math.floor(i / files.length)}`, file.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.text);
    }
    const start = performance.now();
    const arguments_ = ['--import', REPORT, 'dist/cli.mjs', '--format', 'json', folder];
    const { stderr, status } = spawnSync(process.execPath, arguments_, { stdio: ['ignore', 'ignore', 'pipe'] });
    const elapsed = (performance.now() - start) / 1000;
    const said = stderr.toString().trim().split('\n');
    if (status === 2 || said.length !== 1) throw new Error(`The command line failed: ${said.join('\n')}`);
    const { userCPUTime, maxRSS } = JSON.parse(said[0] ?? '') as NodeJS.ResourceUsage;
    return { user: userCPUTime / 1e6, elapsed, resident: maxRSS / 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
