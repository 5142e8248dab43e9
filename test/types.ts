// The promises that the types make to those who write rules; `tsc` is the test.
import { rule } from '../src/core/rule';

const words = {
  title: '',
  why: [],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  links: [],
  bad: [],
  good: [],
} as const;
const check = () => [];

export const typedByItsId = rule({
  ...words,
  id: 'terraform/example',
  options: {
    names: { type: 'strings', default: [], description: '' },
    deep: { type: 'boolean', default: false, description: '' },
  },
  check(model, { options, today }) {
    const names: readonly string[] = options.names;
    const deep: boolean = options.deep;
    const day: string = today;
    // @ts-expect-error no such option
    options.other;
    // @ts-expect-error a list is no number
    const wrong: number = options.names;
    // @ts-expect-error the model of Terraform has no stages
    model.stages;
    return [names, deep, day, wrong].map(() => ({ at: typedByPlace, message: 'here' }));
  },
});

declare const typedByPlace: import('../src/core/text').Span;

export const withoutPlace = rule({
  ...words,
  id: 'terraform/example',
  // @ts-expect-error a finding needs a place
  *check() {
    yield { message: 'somewhere' };
  },
});

// @ts-expect-error there is no such format
export const ofNoFormat = rule({ ...words, id: 'nothing/example', check });

// @ts-expect-error there is no such severity
export const ofNoSeverity = rule({ ...words, id: 'terraform/example', severity: 'fatal', check });

// @ts-expect-error there is no such kind of fix
export const ofNoKindOfFix = rule({ ...words, id: 'terraform/example', fixes: 'dangerous', check });
