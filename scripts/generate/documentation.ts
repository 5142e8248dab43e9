import { readFileSync } from 'node:fs';
import { groupBy } from '../../src/core/group';
import { type NoticeId, notices } from '../../src/core/notices';
import { optionSchema } from '../../src/core/option';
import { noticePage, rulePage } from '../../src/core/page';
import { fixKinds, type Rule } from '../../src/core/rule';
import type { RuleLoaders } from '../../src/core/session';
import { teamFacts } from '../../src/core/team';
import { formats } from '../../src/formats';

/** The day on which the examples of the pages are reviewed, so that pages change only with the rules. */
export const PAGES_DAY = '2026-11-21';

/** `docs/rules/<id>.md` for each rule and notice, and the index beside them. */
export async function rulePages(rules: readonly Rule[], loaders: RuleLoaders): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for (const rule of rules)
    pages.set(`docs/rules/${rule.id}.md`, await rulePage(rule, { formats, loaders, today: PAGES_DAY }));
  for (const id of Object.keys(notices) as NoticeId[]) pages.set(`docs/rules/${id}.md`, noticePage(id));
  pages.set('docs/rules/README.md', `# Rules\n\n${index(rules)}\n`);
  return pages;
}

/** The README with its table of rules renewed between the two marks. */
export function readme(rules: readonly Rule[]): Map<string, string> {
  const [start, end] = ['<!-- rules:start (generated) -->', '<!-- rules:end -->'];
  const text = readFileSync('README.md', 'utf8');
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md needs ${start} … ${end}`);
  return new Map([['README.md', `${text.slice(0, from + start.length)}\n\n${summary(rules)}\n\n${text.slice(to)}`]]);
}

/** How many rules there are for each kind of file, as a table. */
function summary(rules: readonly Rule[]): string {
  const rows = byFormat(rules).map(([name, anchor, own]) => {
    const active = own.filter(({ preset }) => preset === undefined || preset === 'recommended').length;
    const fixable = own.filter((rule) => fixKinds(rule).length > 0).length;
    return `| [${name}](docs/rules/README.md#${anchor}) | ${own.length} | ${active} | ${fixable} |`;
  });
  return ['| | rules | active without asking | with a fix |', '| --- | --: | --: | --: |', ...rows].join('\n');
}

function index(rules: readonly Rule[]): string {
  return byFormat(rules)
    .map(([name, , own]) => {
      const rows = own.map(
        (rule) =>
          `| [${rule.id}](${rule.id}.md) | ${rule.title} | ${rule.severity} | ${rule.preset ?? 'recommended'} | ${fixKinds(rule).join(', ')} |`,
      );
      return [
        `## ${name}`,
        '',
        '| rule | finds | severity | active from | fix |',
        '| --- | --- | --- | --- | --- |',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

/** The rules by format: its name, the anchor of its heading, its rules. */
function byFormat(rules: readonly Rule[]): [name: string, anchor: string, rules: readonly Rule[]][] {
  return [...groupBy(rules, ({ format }) => format)].map(([format, own]) => {
    const { name } = formats[format];
    return [name, name.toLowerCase().replaceAll(' ', '-'), own];
  });
}

/** The JSON schema of `infra-review.yaml`, for editors that complete and explain by it. */
export function configurationSchema(rules: readonly Rule[]): string {
  const level = { enum: ['off', 'info', 'warning', 'error'] };
  const ruleSchemas = rules.map((rule) => {
    const options = Object.entries(rule.options ?? {}).map(([name, declaration]) => [name, optionSchema(declaration)]);
    const withOptions = { type: 'object', additionalProperties: false, properties: Object.fromEntries(options) };
    const pair = { type: 'array', prefixItems: [level, withOptions], minItems: 1, maxItems: 2 };
    return [
      rule.id,
      { description: `${rule.title}. ${rule.why[0] ?? ''}`, anyOf: options.length > 0 ? [level, pair] : [level] },
    ];
  });
  const noticeSchemas = Object.entries(notices).map(([id, { title, why }]) => [
    id,
    { description: `${title}. ${why}`, ...level },
  ]);
  const facts = Object.entries(teamFacts).map(([name, { description, default: fallback }]) => [
    name,
    { description, type: 'array', items: { type: 'string' }, default: fallback },
  ]);
  const patterns = (description: string) => ({ description, type: 'array', items: { type: 'string' } });
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Infra Review',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: {
      root: { description: 'Configuration in the folders above does not count.', type: 'boolean', default: false },
      extends: {
        description: 'Which rules are active.',
        enum: ['recommended', 'strict', 'all'],
        default: 'recommended',
      },
      rules: { $ref: '#/definitions/rules' },
      ignore: patterns('Files that are not reviewed; patterns as in .gitignore, relative to this folder.'),
      overrides: {
        description: 'Other levels for some files; the last that fits wins.',
        type: 'array',
        items: {
          type: 'object',
          required: ['files', 'rules'],
          additionalProperties: false,
          properties: {
            files: patterns('Patterns as in .gitignore, relative to this folder.'),
            rules: { $ref: '#/definitions/rules' },
          },
        },
      },
      team: {
        description: 'Facts about your team that rules need.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(facts),
      },
    },
    definitions: {
      rules: {
        description: 'The level of a rule, or a level and options: `[warning, {…}]`.',
        type: ['object', 'null'],
        additionalProperties: false,
        properties: Object.fromEntries([...ruleSchemas, ...noticeSchemas]),
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
