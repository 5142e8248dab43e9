import { type Finding, rule } from '../../core/rule';
import { elementsOf } from '../../formats/azure-pipelines/elements';
import { isComputed } from '../../formats/azure-pipelines/embedded';
import { scalar } from '../../formats/yaml';
import { locate } from '../../formats/yaml/locate';
import type { YamlScalar } from '../../formats/yaml/syntax';

/** One of the five fields, in their order. */
interface Field {
  readonly what: string;
  readonly least: number;
  readonly most: number;
  /** What may be written by its English name; the first three letters serve. */
  readonly names?: readonly string[];
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const FIELDS: readonly Field[] = [
  { what: 'minutes', least: 0, most: 59 },
  { what: 'hours', least: 0, most: 23 },
  { what: 'days of the month', least: 1, most: 31 },
  { what: 'months', least: 1, most: 12, names: MONTHS },
  { what: 'days of the week', least: 0, most: 6, names: DAYS },
];

export default rule({
  id: 'azure-pipelines/invalid-schedule',
  title: 'Schedule that can’t be read',
  why: [
    'Azure DevOps reads schedules as `minute hour day month weekday`, in UTC. One that it can’t read starts nothing: the night’s build, the renewed certificate or the clean-up does not run, and nobody sees a failure. The usual causes are a field for seconds, which other schedulers have, and minutes and hours that were swapped.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/scheduled-triggers#cron-syntax'],
  bad: [
    {
      title: 'minute and hour swapped, and a field too many',
      files:
        "trigger: none\nschedules:\n  - cron: '0 «30» * * *'\n    branches:\n      include: [main]\n  - cron: «'0 0 3 * * *'»\n    branches:\n      include: [main]\nsteps:\n  - bash: make\n",
    },
    {
      title: 'names and steps',
      files:
        'trigger: none\nschedules:\n  - cron: 0 3 * * «Mo»-Fri\n    branches:\n      include: [main]\n  - cron: "*/«0» 3 1,«32» * *"\n    branches:\n      include: [main]\n  - cron: «"@daily"»\n    branches:\n      include: [main]\nsteps:\n  - bash: make\n',
    },
  ],
  good: [
    "trigger: none\nschedules:\n  - cron: '30 3 * * Mon-Fri'\n    branches:\n      include: [main]\n  - cron: '*/20 8-18/2 1,15 Jan,july 0'\n    branches:\n      include: [main]\nsteps:\n  - bash: make\n",
    {
      title: 'blanks between the fields',
      files:
        "trigger: none\nschedules:\n  - cron: ' 0  3 * *  6 '\n    branches:\n      include: [main]\nsteps:\n  - bash: make\n",
    },
    {
      title: 'words that others know, and may be known here',
      files:
        "trigger: none\nschedules:\n  - cron: '0 3 ? * 2#1'\n    branches:\n      include: [main]\nsteps:\n  - bash: make\n",
    },
    {
      title: 'of something else',
      files:
        "trigger: none\nparameters:\n  - name: schedules\n    type: object\n    default:\n      - cron: '0 0 3 * * *'\nsteps:\n  - bash: make\n",
    },
  ],
  *check({ pipeline }) {
    for (const { map } of elementsOf(pipeline?.map.get('schedules')).items) {
      const cron = scalar(map.get('cron'));
      if (cron && !isComputed(cron.text)) yield* misread(cron);
    }
  },
});

function* misread(cron: YamlScalar): Generator<Finding> {
  const fields = [...cron.text.matchAll(/\S+/g)];
  if (fields.length !== FIELDS.length) {
    const message = `A schedule has five fields, minute hour day month weekday, and this one has ${fields.length}`;
    yield { at: cron, message };
    return;
  }
  for (const [index, field] of FIELDS.entries()) {
    const { 0: text = '', index: from = 0 } = fields[index] ?? {};
    // Marks of other schedulers may be known here too.
    if (/[?#LW]/.test(text)) continue;
    for (const { 0: word, index: start } of text.matchAll(/\w+/g)) {
      const message = wrong(word, text[start - 1] === '/', field);
      if (message) yield { at: locate(cron, from + start, from + start + word.length), message };
    }
  }
}

/** What is wrong with a number or a name; undefined where it may stand there. */
function wrong(word: string, isStep: boolean, { what, least, most, names }: Field): string | undefined {
  if (isStep) return /^0+$/.test(word) ? 'A step of 0 never comes on: write how many to go on by, from 1' : undefined;
  if (!/^\d+$/.test(word)) {
    if (!names) return `The ${what} are numbers from ${least} to ${most}`;
    const isKnown = names.some((name) =>
      [name, name.slice(0, 3)].some((each) => each.toLowerCase() === word.toLowerCase()),
    );
    return isKnown
      ? undefined
      : `The ${what} are written as ${names
          .slice(0, 2)
          .map((name) => name.slice(0, 3))
          .join(', ')} and so on, or as numbers`;
  }
  const number = Number(word);
  // Sunday is 0 here, and 7 as well with others.
  const isSunday = number === 7 && names === DAYS;
  if ((number >= least && number <= most) || isSunday) return undefined;
  return `The ${what} go from ${least} to ${most}: there is no ${word.slice(0, 20)}`;
}
