import type { Peer } from '../core/peer';
import { insert, replace, type SourceFile } from '../core/text';
import { saying } from './suppression';

const DIRECTIVE = /^#[ \t]*check[ \t]*=(.*)$/i;
const ANY_DIRECTIVE = /^#[ \t]*(?:syntax|escape|check)[ \t]*=/i;

/** Docker's build checks: the parser directive `# check=skip=JSONArgsRecommended` at the head of a Dockerfile. */
export const buildkit: Peer = {
  tool: 'buildkit',
  homes: [],
  isUsedIn: (text) => /^#[ \t]*check[ \t]*=/im.test(text),
  suppressions(file) {
    const directive = directiveOf(file);
    if (!directive) return [];
    const skipped = directive.settings.find(({ name }) => name === 'skip')?.value.split(',') ?? [];
    const ids = skipped.map((id) => id.trim()).filter((id) => id !== '');
    if (ids.length === 0) return [];
    return [
      saying('buildkit', directive.at, {
        ids: ids.some((id) => id.toLowerCase() === 'all') ? [] : ids,
        lines: undefined,
      }),
    ];
  },
  write({ at: { file } }, ids) {
    const skipped = ids.join(',');
    const directive = directiveOf(file);
    if (!directive) return insert(file, afterDirectives(file), `# check=skip=${skipped}${file.eol}`);
    const settings = directive.settings.map(
      ({ name, value }) => `${name}=${name === 'skip' ? `${value},${skipped}` : value}`,
    );
    if (!directive.settings.some(({ name }) => name === 'skip')) settings.unshift(`skip=${skipped}`);
    return replace(directive.at, `# check=${settings.join(';')}`);
  },
};

/** The directive, if it stands where Docker looks: among the comments before everything else. */
function directiveOf(file: SourceFile) {
  for (let number = 0; number < file.lineCount; number++) {
    const { start, end } = file.line(number);
    const line = file.text.slice(start, end);
    if (!line.startsWith('#')) return undefined;
    const value = DIRECTIVE.exec(line)?.[1];
    if (value === undefined) continue;
    const settings = value.split(';').flatMap((setting) => {
      const equals = setting.indexOf('=');
      return equals < 0 ? [] : [{ name: setting.slice(0, equals).trim(), value: setting.slice(equals + 1).trim() }];
    });
    return { at: file.span(start, end), settings };
  }
  return undefined;
}

function afterDirectives(file: SourceFile): number {
  let number = 0;
  for (; number < file.lineCount; number++) {
    const { start, end } = file.line(number);
    if (!ANY_DIRECTIVE.test(file.text.slice(start, end))) break;
  }
  return file.lineStarts[number] ?? 0;
}
