import { type Edit, indentAt, insert, replace } from '../../core/text';
import type { Pipeline } from './model';
import type { ScriptCall } from './script';

/** Adds a line to the options of a pipeline, and the section itself where there is none. Undefined for a pipeline of one line. */
export function addOption({ sections, block, statement }: Pipeline, option: string): Edit | undefined {
  const { file } = block;
  const { eol } = file;
  const options = sections.get('options')?.blocks[0];
  const [first] = options?.statements ?? [];
  if (first && options && file.lineAt(first.start) > file.lineAt(options.start))
    return insert(file, first.start, `${option}${eol}${indentAt(file, first.start)}`);
  if (sections.has('options')) return undefined;
  const agent = sections.get('agent');
  const before = agent ?? block.statements[0];
  if (!before || file.lineAt(before.start) === file.lineAt(block.start)) return undefined;
  const indent = indentAt(file, before.start);
  const outer = indentAt(file, statement.start);
  const step = indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : '    ';
  const text = `options {${eol}${indent}${step}${option}${eol}${indent}}`;
  return agent
    ? insert(file, file.line(file.lineAt(agent.end - 1)).end, `${eol}${indent}${text}`)
    : insert(file, before.start, `${text}${eol}${indent}`);
}

/** Variables of the environment that Jenkins sets itself. */
const OWN =
  /^(?:BRANCH_NAME|TAG_NAME|BUILD_(?:NUMBER|ID|TAG|URL|DISPLAY_NAME)|JOB_(?:NAME|BASE_NAME|URL)|WORKSPACE|NODE_NAME|EXECUTOR_NUMBER|JENKINS_URL|CHANGE_\w+|GIT_(?:COMMIT|BRANCH|URL))$/;

/**
 * Puts a script into single quotes, so that the shell and not Groovy fills in its variables. `isVariable`: whether a name
 * without `env.` or `params.` is one of the environment. Undefined where that would change what the script says.
 */
export function inSingleQuotes(
  { string, at: { file } }: ScriptCall,
  isVariable: (name: string) => boolean,
): readonly Edit[] | undefined {
  const { quote, text, start, end, interpolations, isClosed } = string;
  if (!isClosed || !quote.startsWith('"') || text.includes("'") || text.includes('\\')) return undefined;
  const edits: Edit[] = [];
  const single = "'".repeat(quote.length);
  edits.push(replace(file.span(start, start + quote.length), single));
  for (const each of interpolations) {
    const [, owner, name = ''] = /^(?:(env|params)\.)?([A-Za-z_]\w*)$/.exec(each.code) ?? [];
    if (name === '' || (owner === undefined && !isVariable(name) && !OWN.test(name))) return undefined;
    const shell = `\${${name}}`;
    if (file.text.slice(each.start, each.end) !== shell) edits.push(replace(file.span(each.start, each.end), shell));
  }
  // What Groovy leaves alone in the text, the shell fills in either way: `$` before anything but a name.
  edits.push(replace(file.span(end - quote.length, end), single));
  return edits;
}
