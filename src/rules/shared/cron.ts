/** What is wrong with a schedule, and where: offsets in its text. */
interface CronProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** It is read, but does not what it says. */
  readonly isUseless?: boolean;
  /** What to write instead of the whole. */
  readonly instead?: string;
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
  /** Where whole names serve as well. */
  readonly longNames?: readonly string[];
}

/** What one system reads other than the others. */
interface CronDialect {
  /** Months and weekdays may be written by their whole English names. */
  readonly hasLongNames?: boolean;
  /** Schedules may come on every minute. */
  readonly isPrompt?: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: MONTHS },
  { name: 'day of the week', least: 0, most: 7, names: DAYS },
];
const LONG_MONTHS = 'january february march april may june july august september october november december'.split(' ');
const LONG_DAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const LONG_FIELDS: readonly Field[] = FIELDS.map((field) => {
  if (field.names === MONTHS) return { ...field, longNames: LONG_MONTHS };
  return field.names === DAYS ? { ...field, longNames: LONG_DAYS } : field;
});
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const MACROS: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

/** What keeps a schedule of five fields, as POSIX has them, from running, or from running as often as it says. */
export function cronProblem(text: string, { hasLongNames, isPrompt }: CronDialect = {}): CronProblem | undefined {
  const whole = { start: 0, end: text.length };
  const macro = text.trim().toLowerCase();
  if (macro.startsWith('@')) {
    const instead = MACROS[macro];
    return {
      ...whole,
      message: `\`${macro.slice(0, 20)}\` is not read here: write the five fields`,
      ...(instead ? { instead } : {}),
    };
  }
  const parts = [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  if (parts.length !== 5) {
    const words = parts.length === 6 ? ': it has no seconds and no years' : '';
    return {
      ...whole,
      message: `A schedule has five fields (minute, hour, day, month, weekday), not ${parts.length}${words}`,
    };
  }
  const sets: (readonly number[])[] = [];
  for (const [index, part] of parts.entries()) {
    const field = (hasLongNames ? LONG_FIELDS : FIELDS)[index];
    if (!field) return undefined;
    const values = valuesOf(part.text.toLowerCase(), field);
    if (typeof values === 'string') return { message: values, start: part.start, end: part.end };
    sets.push(values);
  }
  return never(parts, sets) ?? (isPrompt ? undefined : tooOften(parts, sets));
}

type Part = { readonly text: string; readonly start: number; readonly end: number };

function never(parts: readonly Part[], sets: readonly (readonly number[])[]): CronProblem | undefined {
  const [, , days = [], months = []] = sets;
  const [, , day, , weekday] = parts;
  const longest = Math.max(...months.map((month) => LENGTHS[month - 1] ?? 31));
  if (day && weekday?.text === '*' && Math.min(...days) > longest)
    return {
      start: day.start,
      end: day.end,
      message: `There is no such day in any of these months: the longest has ${longest}`,
    };
  return undefined;
}

function tooOften(parts: readonly Part[], [minutes = []]: readonly (readonly number[])[]): CronProblem | undefined {
  const [minute] = parts;
  const gap = leastGap(minutes);
  if (minute && gap < 5) {
    const isAll = /^\*(?:\/[1-4])?$/.test(minute.text);
    const rest = parts.slice(1).map((part) => part.text);
    return {
      start: minute.start,
      end: minute.end,
      isUseless: true,
      message: `GitHub starts schedules every 5 minutes at most, not ${gap === 1 ? 'every minute' : `every ${gap} minutes`}`,
      ...(isAll ? { instead: ['*/5', ...rest].join(' ') } : {}),
    };
  }
  return undefined;
}

function leastGap(minutes: readonly number[]): number {
  const sorted = [...new Set(minutes)].sort((a, b) => a - b);
  let least = 60;
  for (const [index, minute] of sorted.entries()) {
    const next = sorted[index + 1] ?? (sorted[0] ?? 0) + 60;
    least = Math.min(least, next - minute);
  }
  return sorted.length < 2 ? 60 : least;
}

/** The values of a field, or what is wrong with it. */
function valuesOf(text: string, field: Field): readonly number[] | string {
  const out: number[] = [];
  for (const item of text.split(',')) {
    const [range = '', step, ...more] = item.split('/');
    if (item === '' || more.length > 0 || range === '') return `The ${field.name} \`${clip(text)}\` can not be read`;
    const span = rangeOf(range, field);
    if (typeof span === 'string') return span;
    const width = step === undefined ? 1 : Number(step);
    if (step !== undefined && (!/^\d+$/.test(step) || width === 0))
      return `The step \`${clip(step)}\` must be a number above 0`;
    const [from, to] = span;
    const last = step !== undefined && !range.includes('-') && range !== '*' ? field.most : to;
    for (let value = from; value <= last; value += width) out.push(value);
  }
  return out;
}

function rangeOf(text: string, field: Field): readonly [number, number] | string {
  if (text === '*') return [field.least, field.most];
  const [first = '', second, ...more] = text.split('-');
  const from = numberOf(first, field);
  const to = second === undefined ? from : numberOf(second, field);
  if (more.length > 0 || from === undefined || to === undefined) {
    const odd = /[?lw#]/.test(text) ? ': `?`, `L`, `W` and `#` are of other schedulers' : '';
    return `The ${field.name} \`${clip(text)}\` can not be read${odd}`;
  }
  if (from < field.least || to > field.most || from > field.most)
    return `The ${field.name} \`${clip(text)}\` is outside of ${field.least} to ${field.most}`;
  if (from > to) return `The range \`${clip(text)}\` ends before it begins: write both halves with a comma`;
  return [from, to];
}

function numberOf(text: string, { names, longNames, least }: Field): number | undefined {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const index = Math.max(names?.indexOf(text) ?? -1, longNames?.indexOf(text) ?? -1);
  return index < 0 ? undefined : index + least;
}

function clip(text: string): string {
  return text.slice(0, 20);
}
