import { relative, resolve } from 'node:path';
import { configProblems } from '../core/config';
import { CONFIG_NAMES } from '../core/config-file';
import { Detacher } from '../core/detach';
import { fixInRounds } from '../core/fix-rounds';
import { ancestors, basename, dirname } from '../core/path';
import type { FixKind, Severity } from '../core/rule';
import { Session } from '../core/session';
import { nearest } from '../core/spelling';
import { SourceFile } from '../core/text';
import type { Crash } from '../core/unit';
import { formats } from '../formats';
import { diskSource, findRoot, readText } from '../host/disk';
import { foldersOnce } from '../host/folders-once';
import { peers } from '../peers';
import { loaders } from '../rules';
import { type Arguments, UsageError } from './arguments';
import { filesOf, findTargets, inWords, shownPath, type Target, toProject } from './files';
import type { Report, ShownFinding } from './output/report';
import { writeWhole } from './write';

/** What a review came to: the report, what stood in the way, and with `-` and `--fix` the text put right. */
export interface Outcome {
  readonly report: Report;
  /** One line each, for files that could not be read. */
  readonly errors: readonly string[];
  /** Files that were met in folders and passed over, since they are in no encoding that is read. */
  readonly passedOver: readonly string[];
  readonly fixedInput: string | undefined;
}

/** Reviews, and with `--fix` puts right, what the arguments name. `input` is what stands on standard input. */
export async function runReview(args: Arguments, cwd: string, input: () => Promise<string>): Promise<Outcome> {
  const run = new Run(args, cwd);
  if (args.paths.includes('-')) {
    if (args.paths.length > 1) throw new UsageError('- stands for standard input and must be the only path');
    return run.standardInput(await input());
  }
  for (const target of await findTargets(args.paths, cwd)) await run.target(target);
  return run.outcome(undefined);
}

/** In UTF-16 units: enough for any folder and what its files refer to. A repository of any size needs no more memory. */
const REMEMBERED_TEXT = 4_000_000;

/** So many files are read at once: reading waits, reviewing does not. */
const FILES_AT_A_TIME = 32;

class Run {
  readonly #findings: ShownFinding[] = [];
  readonly #crashes: Crash[] = [];
  readonly #detacher = new Detacher();
  readonly #errors: string[] = [];
  readonly #passedOver = new Set<string>();
  #files = 0;
  #fixed = 0;

  constructor(
    private readonly args: Arguments,
    private readonly cwd: string,
  ) {}

  async target(target: Target): Promise<void> {
    const session = await this.#session(target.root);
    const paths: string[] = [];
    for await (const path of filesOf(target, session.source)) paths.push(path);
    await this.#checkConfigs(session, target.root, paths);
    await this.#fix(session, target.root, paths);
    for (let start = 0; start < paths.length; start += FILES_AT_A_TIME) {
      const some = paths.slice(start, start + FILES_AT_A_TIME);
      await session.load(some);
      for (const path of some) await this.#review(session, target.root, path);
    }
  }

  async standardInput(text: string): Promise<Outcome> {
    const name = this.args.stdinFilename;
    if (name === undefined) throw new UsageError('say what standard input is: --stdin-filename Dockerfile');
    const absolute = resolve(this.cwd, name);
    const root = await findRoot(resolve(absolute, '..'), this.cwd);
    const path = toProject(relative(root, absolute));
    const session = await this.#session(root);
    session.set(path, text);
    await this.#checkConfigs(session, root, [path]);
    let fixed: string | undefined;
    if (this.args.fix) {
      const { files, applied } = await fixInRounds(session, [path], this.#kinds());
      fixed = files.find((file) => file.path === path)?.after ?? text;
      this.#fixed = applied;
    }
    await this.#review(session, root, path);
    return this.outcome(fixed);
  }

  outcome(fixedInput: string | undefined): Outcome {
    const report = { findings: this.#findings, files: this.#files, fixed: this.#fixed, crashes: this.#crashes };
    return { report, errors: this.#errors, passedOver: [...this.#passedOver].sort(), fixedInput };
  }

  async #session(root: string): Promise<Session> {
    const { config, rules, today } = this.args;
    const source = foldersOnce(
      diskSource(root, (path, why) => {
        const shown = shownPath(root, path, this.cwd);
        if (why === 'not UTF-8') this.#passedOver.add(shown);
        else this.#errors.push(`${shown}: ${why}`);
      }),
    );
    const session = new Session({
      formats,
      loaders,
      peers,
      source,
      today,
      remember: REMEMBERED_TEXT,
      config: config === undefined ? undefined : await readConfig(resolve(this.cwd, config), config),
      only: rules.length > 0 ? new Set(rules) : undefined,
    });
    const known = (await session.allRules()).map(({ id }) => id);
    for (const id of rules) {
      if (known.includes(id)) continue;
      const meant = nearest(id, known);
      throw new UsageError(
        `--rule ${id}: no rule is called so${meant === undefined ? '' : `; did you mean ${meant}?`}`,
      );
    }
    return session;
  }

  async #review(session: Session, root: string, path: string): Promise<void> {
    const { findings, crashes } = await session.review(path);
    this.#files++;
    const shown = shownPath(root, path, this.cwd);
    for (const finding of findings) this.#findings.push({ finding: this.#detacher.detach(finding), path: shown });
    for (const crash of crashes)
      if (!this.#crashes.some(({ rule, path: at }) => rule === crash.rule && at === crash.path))
        this.#crashes.push(crash);
  }

  #kinds(): ReadonlySet<FixKind> {
    return new Set<FixKind>(this.args.fixSuggested ? ['safe', 'suggested'] : ['safe']);
  }

  async #fix(session: Session, root: string, paths: readonly string[]): Promise<void> {
    if (!this.args.fix) return;
    const { files, applied } = await fixInRounds(session, paths, this.#kinds());
    for (const file of files) await writeWhole(root, file);
    this.#fixed += applied;
  }

  /** Configuration with mistakes would make the whole answer doubtful: nothing is answered then. */
  async #checkConfigs(session: Session, root: string, paths: readonly string[]): Promise<void> {
    const rules = await session.allRules();
    const mistakes: string[] = [];
    for (const { file, shown } of await this.#configs(session, root, paths)) {
      for (const { at, message } of configProblems(file, rules)) {
        const { line, column } = file.position(at.start);
        mistakes.push(`${shown}:${line + 1}:${column + 1}: ${message}`);
      }
    }
    const [first, ...more] = mistakes;
    if (first !== undefined) throw new UsageError(more.length === 0 ? first : `${first} (and ${more.length} more)`);
  }

  /** Every configuration file that may count for the given paths. */
  async #configs(
    { source }: Session,
    root: string,
    paths: readonly string[],
  ): Promise<{ file: SourceFile; shown: string }[]> {
    const { config } = this.args;
    if (config !== undefined) return [{ file: await readConfig(resolve(this.cwd, config), config), shown: config }];
    const folders = new Set(paths.flatMap(ancestors));
    const names = [...folders].flatMap((folder) =>
      CONFIG_NAMES.map((name) => (folder === '' ? name : `${folder}/${name}`)),
    );
    const files = await Promise.all(
      names.sort().map(async (path) => {
        const text = await source.read(path);
        const shown = shownPath(root, path, this.cwd);
        if (text !== null) return [{ file: new SourceFile(path, text), shown }];
        const entries = (await source.list(dirname(path))) ?? [];
        if (entries.some(({ name, kind }) => kind === 'file' && name === basename(path)))
          throw new UsageError(`${shown}: is no UTF-8 text`);
        return [];
      }),
    );
    return files.flat();
  }
}

async function readConfig(path: string, shown: string): Promise<SourceFile> {
  const read = await readText(path);
  if (typeof read === 'string') {
    const why = read === 'missing' ? 'no such file' : read === 'folder' ? 'is a folder' : inWords(read);
    throw new UsageError(`--config ${shown}: ${why}`);
  }
  return new SourceFile('infra-review.yaml', read.text);
}

/** The severities that make the exit status 1. */
export function failing({ findings }: Report, { failOn, maxWarnings }: Arguments): boolean {
  const order: readonly Severity[] = ['error', 'warning', 'info'];
  const open = findings.filter(({ finding }) => !finding.suppressedBy);
  const count = (severity: Severity) => open.filter(({ finding }) => finding.severity === severity).length;
  if (maxWarnings !== undefined) return count('error') > 0 || count('warning') > maxWarnings;
  return order.slice(0, order.indexOf(failOn) + 1).some((severity) => count(severity) > 0);
}
