import { readMarks } from './example';
import type { Format, Formats } from './format';
import { memorySource } from './memory';
import { type NoticeId, notices } from './notices';
import { type BadExample, type ExampleFiles, fixKinds, type GoodExample, type Rule } from './rule';
import { type RuleLoaders, Session } from './session';
import { SourceFile } from './text';

const FIX_WORDS = {
  safe: 'safe: keeps the meaning, may run on save and with `--fix`',
  suggested: 'suggested: waits for your yes in the editor, or `--fix-suggested`',
  template: 'template: inserts tab stops for you to fill in, in editors',
} as const;

/** Where the pages' examples are reviewed: what a page shows is what the engine says. */
interface Reviewer {
  readonly formats: Formats;
  readonly loaders: RuleLoaders;
  readonly today: string;
}

/** The documentation page of a rule, as Markdown. */
export async function rulePage(rule: Rule, reviewer: Reviewer): Promise<string> {
  const format: Format = reviewer.formats[rule.format];
  const bad: string[] = [];
  for (const example of rule.bad) bad.push(await badExample(rule, format, example, reviewer));
  const parts = [
    `# ${rule.title}`,
    `\`${rule.id}\` · ${rule.severity} · ${format.name} · ${rule.practice} · since ${rule.since}${presetWords(rule)}`,
    ...rule.why,
    ...fixParts(rule),
    '## Reported',
    ...bad,
    '## Not reported',
    ...rule.good.map((example) => goodExample(format, typeof example === 'string' ? { files: example } : example)),
    ...optionParts(rule),
    '## Leave it out',
    ...silencing(rule, format),
    ...listPart(
      '## The same in other tools',
      (rule.equivalents ?? []).map((id) => `\`${id}\``),
    ),
    ...listPart(
      '## Read more',
      rule.links.map((link) => `<${link}>`),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The documentation page of what the engine itself has to say. */
export function noticePage(id: NoticeId): string {
  const { title, severity, why } = notices[id];
  return `# ${title}\n\n\`${id}\` · ${severity}\n\n${why}\n\n## Leave it out\n\n\`\`\`yaml\n# infra-review.yaml\nrules:\n  ${id}: off\n\`\`\`\n`;
}

function presetWords({ preset }: Rule): string {
  if (preset === 'strict') return ' · from `extends: strict` on';
  return preset === 'all' ? ' · off until asked for' : '';
}

function fixParts(rule: Rule): string[] {
  return listPart(
    '## Fix',
    fixKinds(rule).map((kind) => FIX_WORDS[kind]),
  );
}

async function badExample(rule: Rule, format: Format, example: BadExample, reviewer: Reviewer): Promise<string> {
  const { files } = readMarks(example.files, format.examplePath);
  const config = JSON.stringify({
    rules: { [rule.id]: [rule.severity, example.options ?? {}] },
    team: example.team ?? {},
  });
  const session = new Session({
    ...reviewer,
    today: example.today ?? reviewer.today,
    source: memorySource(files),
    config: new SourceFile('infra-review.yaml', config),
    only: new Set([rule.id]),
  });
  const said: string[] = [];
  for (const path of Object.keys(files)) {
    for (const { at, message, fixes } of (await session.review(path)).findings) {
      const { line, column } = at.file.position(at.start);
      const place = Object.keys(files).length > 1 ? `${path}:` : '';
      said.push(
        `- ${place}${line + 1}:${column + 1} ${message}`,
        ...fixes.map(({ title, kind }) => `  - fix (${kind}): ${title}`),
      );
    }
  }
  const fixed = example.fixed === undefined ? [] : ['Put right:', ...blocks(format, example.fixed)];
  return [...setting(rule, example), ...blocks(format, example.files), said.join('\n'), ...fixed].join('\n\n');
}

function goodExample(format: Format, example: GoodExample): string {
  const title = example.title ? [`${capital(example.title)}:`] : [];
  return [...title, ...blocks(format, example.files)].join('\n\n');
}

function setting(rule: Rule, { title, options, team }: BadExample): string[] {
  const words = title ? [`${capital(title)}:`] : [];
  if (options) words.push(`With the options \`${JSON.stringify(options)}\` of \`${rule.id}\`:`);
  if (team) words.push(`With \`team: ${JSON.stringify(team)}\` in the configuration:`);
  return words;
}

function blocks(format: Format, files: ExampleFiles): string[] {
  const texts = typeof files === 'string' ? { [format.examplePath]: files } : files;
  const several = Object.keys(texts).length > 1;
  return Object.entries(texts).map(([path, text]) => {
    const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    const name = several ? `\`${path}\`\n\n` : '';
    return `${name}${fence}${language(path)}\n${text.replace(/\n$/, '')}\n${fence}`;
  });
}

const LANGUAGES: Record<string, string> = {
  yml: 'yaml',
  yaml: 'yaml',
  tf: 'hcl',
  tofu: 'hcl',
  json: 'json',
  sh: 'sh',
  py: 'python',
  js: 'js',
};

/** The language of a code block: by the file's ending, or by its name where it has none. */
function language(path: string): string {
  const [stem = '', ...endings] = path.slice(path.lastIndexOf('/') + 1).split('.');
  return LANGUAGES[endings.at(-1) ?? ''] ?? (stem === '' ? 'text' : stem.toLowerCase());
}

function optionParts({ options = {} }: Rule): string[] {
  return listPart(
    '## Options',
    Object.entries(options).map(
      ([name, { type, default: fallback, description }]) =>
        `\`${name}\` (${type}, by default \`${JSON.stringify(fallback)}\`): ${description}`,
    ),
  );
}

function silencing(rule: Rule, format: Format): string[] {
  const [leader] = format.comments;
  const comment = leader
    ? [`At one place:\n\n\`\`\`text\n${leader} infra-review: ignore ${rule.id} -- say why\n\`\`\``]
    : [];
  return [...comment, `Everywhere:\n\n\`\`\`yaml\n# infra-review.yaml\nrules:\n  ${rule.id}: off\n\`\`\``];
}

function listPart(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [heading, items.map((item) => `- ${item}`).join('\n')];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
