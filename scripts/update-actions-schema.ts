// Refreshes src/data/actions-schema.json from GitHub's own schemas of workflows and actions.
// `npx tsx scripts/update-actions-schema.ts <workflow-v1.0.json> <action-v1.0.json> <commit and day>`
// Both lie in github.com/actions/languageservices under workflow-parser/src.
import { readFileSync, writeFileSync } from 'node:fs';

interface Written {
  readonly context?: readonly string[];
  readonly mapping?: {
    readonly properties?: Record<string, string | { readonly type: string; readonly required?: boolean }>;
    readonly 'loose-key-type'?: string;
    readonly 'loose-value-type'?: string;
  };
  readonly sequence?: { readonly 'item-type': string };
  readonly string?: { readonly constant?: string; readonly 'require-non-empty'?: boolean };
  readonly 'one-of'?: readonly string[];
  readonly 'allowed-values'?: readonly string[];
  readonly boolean?: object;
  readonly number?: object;
  readonly null?: object;
}

const [workflowPath = '', actionPath = '', version = ''] = process.argv.slice(2);
if (version === '') throw new Error('Name both schemas, and the commit and day they are of');
const lines = [
  '{',
  `  "source": ${JSON.stringify(`github.com/actions/languageservices (MIT) ${version}, workflow-parser/src/workflow-v1.0.json and action-v1.0.json without descriptions; refreshed by scripts/update-actions-schema.ts`)},`,
  '  "about": "By name: `map` of keys to what stands under them, `required` keys, `loose` what stands under all other keys; `list` of what; `one` of several; `values` and `constant` texts; `context` what expressions may use.",',
  `  "workflow": ${definitions(workflowPath)},`,
  `  "action": ${definitions(actionPath)}`,
  '}',
];
writeFileSync('src/data/actions-schema.json', `${lines.join('\n')}\n`);

function definitions(path: string): string {
  const { definitions: all } = JSON.parse(readFileSync(path, 'utf8')) as { definitions: Record<string, Written> };
  const entries = Object.entries(all).map(
    ([name, each]) => `    ${JSON.stringify(name)}: ${JSON.stringify(compact(each))}`,
  );
  return `{\n${entries.join(',\n')}\n  }`;
}

function compact(each: Written): object {
  const context = each.context ? { context: each.context } : {};
  if (each.mapping) {
    const properties = Object.entries(each.mapping.properties ?? {});
    const typeOf = (type: string | { readonly type: string }) => (typeof type === 'string' ? type : type.type);
    const required = properties.flatMap(([name, type]) => (typeof type !== 'string' && type.required ? [name] : []));
    const loose = each.mapping['loose-value-type'];
    return {
      ...context,
      map: Object.fromEntries(properties.map(([name, type]) => [name, typeOf(type)])),
      ...(required.length > 0 ? { required } : {}),
      ...(loose === undefined ? {} : { loose }),
    };
  }
  if (each.sequence) return { ...context, list: each.sequence['item-type'] };
  if (each['one-of']) return { ...context, one: each['one-of'] };
  if (each['allowed-values']) return { ...context, values: each['allowed-values'] };
  if (each.boolean) return { ...context, kind: 'boolean' };
  if (each.number) return { ...context, kind: 'number' };
  if (each.null) return { ...context, kind: 'null' };
  const { constant, 'require-non-empty': isFilled } = each.string ?? {};
  return {
    ...context,
    kind: 'string',
    ...(constant === undefined ? {} : { constant }),
    ...(isFilled ? { isFilled } : {}),
  };
}
