import { scalar } from '../yaml/access';
import type { YamlScalar } from '../yaml/syntax';
import { embeddedIn, hasExpression } from './embedded';
import { type Expression, parseExpression } from './expression';
import type { Step } from './model';

/** An expression that gets into an output, or the name of an environment variable that does. */
type Source = Expression | string;

/** What a step writes as it is into one of its outputs, as far as that can be told from its script. Names are in lower case. */
export function sourcesOfOutput(step: Step, name: string): readonly Source[] {
  const { run, uses } = step;
  if (run) return sourcesInScript(run.scalar, name);
  if (uses?.kind !== 'repository') return [];
  if (uses.repository === 'actions/github-script') {
    const script = scalar(step.with?.get('script'));
    return script ? sourcesInJavaScript(script, name) : [];
  }
  const context = OUTPUTS[uses.repository]?.[name];
  return context === undefined ? [] : read(context);
}

/** Outputs of well-known actions that are a stranger's text, and the context that they stand for. */
const OUTPUTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'tj-actions/branch-names': { current_branch: 'github.head_ref', head_ref_branch: 'github.head_ref' },
  'eficode/resolve-pr-refs': { head_ref: 'github.event.pull_request.head.ref' },
};

function sourcesInScript(script: YamlScalar, name: string): readonly Source[] {
  const { text } = script;
  if (!/GITHUB_OUTPUT|set-output/.test(text)) return [];
  return stretchesOf(text, name).flatMap(({ start, end }) => {
    const value = text.slice(start, end);
    // What goes through another program may have been made harmless.
    if (/\$\(|`/.test(value)) return [];
    const pasted = embeddedIn(script).filter((each) => each.start >= start && each.end <= end);
    const read = hasExpression(value) ? value.replace(/\$\{\{[^}]{0,500}\}\}/g, '') : value;
    const names = [...read.matchAll(/\$(?:\{([A-Za-z_]\w*)\}|env:([A-Za-z_]\w*)|([A-Za-z_]\w*))/g)];
    return [
      ...pasted.flatMap(({ expression }) => expression ?? []),
      ...names.flatMap(([, braced, powershell, plain]) => braced ?? powershell ?? plain ?? []),
    ];
  });
}

/** Where the values stand that are written under a name. */
function stretchesOf(text: string, name: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  const lines = text.matchAll(/^.*$/gm);
  let block: { readonly start: number; readonly delimiter: string } | undefined;
  for (const { 0: line, index } of lines) {
    if (block) {
      if (!new RegExp(`(?:^|["'\\s])${block.delimiter.replace(/\W/g, '\\$&')}["']?(?:\\s|$)`).test(line)) continue;
      found.push({ start: block.start, end: index });
      block = undefined;
      continue;
    }
    const set =
      /(?:^|[\s;&(])(?:echo|printf|Write-Output)[ \t]+(?:-[en]+[ \t]+)?["']?([\w-]{1,100})=|^[ \t]*["']([\w-]{1,100})=|::set-output name=([\w-]{1,100})::/i.exec(
        line,
      );
    const written = set?.[1] ?? set?.[2] ?? set?.[3];
    if (
      set &&
      written?.toLowerCase() === name &&
      (set[3] !== undefined || />>/.test(line) || /^[ \t]*\}[ \t]*>>/m.test(text))
    ) {
      const start = set.index + set[0].length;
      const rest = line.slice(start);
      const arrow = rest.indexOf('>>');
      const value = (arrow < 0 ? rest : rest.slice(0, arrow)).trimEnd();
      found.push({ start: index + start, end: index + start + value.length });
    }
    const heredoc = /["' \t]([\w-]{1,100})<<["']?([\w${}]{1,60})/.exec(line);
    if (heredoc?.[1]?.toLowerCase() === name && heredoc[2])
      block = { start: index + line.length, delimiter: heredoc[2] };
  }
  return found;
}

/** `core.setOutput('title', context.payload.issue.title)`. */
function sourcesInJavaScript(script: YamlScalar, name: string): readonly Source[] {
  const calls = script.text.matchAll(
    /\bsetOutput\(\s{0,20}['"]([\w-]{1,100})['"],\s{0,20}context\.payload\.([\w.]{1,100})\s{0,20}\)/g,
  );
  return [...calls].flatMap(([, written, path]) =>
    written?.toLowerCase() === name ? read(`github.event.${path}`) : [],
  );
}

function read(source: string): readonly Expression[] {
  return [parseExpression(source)].flatMap((expression) => expression ?? []);
}
