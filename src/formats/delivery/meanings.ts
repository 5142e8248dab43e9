import { type Span, textOf } from '../../core/text';
import type { Inputs, Meaning, TaskMeaning } from '../../data/delivery/meaning';
import { meaningsOfName, namesProduction } from '../../data/delivery/names';
import type { Activity, ActivityKind, Doing, Job, Step } from './model';

/** A step of which nothing can be known. */
export const DOES_ANYTHING: Doing = { activities: [], isOpaque: true, makesTarget: false };
export const DOES_NOTHING: Doing = { activities: [], isOpaque: false, makesTarget: false };

/** What an action or a task does by its inputs; `at` and `by` are its name, in the file and in words. */
export function doingOfTask(meaning: TaskMeaning, inputs: Inputs, at: Span, by: string): Doing {
  const meanings = typeof meaning === 'function' ? meaning(inputs) : meaning;
  const all = Array.isArray(meanings) ? (meanings as readonly Meaning[]) : [meanings as Meaning];
  return {
    activities: all.filter(isActivity).map((each) => ({ certainty: 'certain', ...each, at, by })),
    isOpaque: all.some(({ kind }) => kind === 'anything'),
    makesTarget: all.some(({ kind }) => kind === 'makes-target'),
  };
}

/** What a name tells of what is done under it, `likely` at most. */
export function activitiesOfName(name: string, at: Span): readonly Activity[] {
  return meaningsOfName(name)
    .filter(isActivity)
    .map((meaning) => ({ certainty: 'likely', ...meaning, at, by: name }));
}

/** An action of such a name does hardly anything else. */
const TELLING: ReadonlySet<ActivityKind> = new Set(['installs', 'lints', 'scans', 'notifies']);

/** An action or task that is in no table: its name tells what it is likely to do, if anything. */
export function doingOfUnknown(name: string, at: Span): Doing {
  const activities = activitiesOfName(name, at);
  const isHarmless =
    /\b(?:setup|install|installer|login|auth|credentials|checkout|cache|download|upload|artifacts?|labels?|labeler|comment|version|changelog|commit|tags?|token|secrets?|context|slug|env)\b/i.test(
      name,
    );
  return { activities, isOpaque: !isHarmless && !activities.some(({ kind }) => TELLING.has(kind)), makesTarget: false };
}

/** One doing after the other. */
export function together(doings: readonly Doing[]): Doing {
  return {
    activities: doings.flatMap(({ activities }) => activities),
    isOpaque: doings.some(({ isOpaque }) => isOpaque),
    makesTarget: doings.some(({ makesTarget }) => makesTarget),
  };
}

/** What is made for one job, as configurations and names of steps speak of it. */
const LOCAL =
  /(?<![a-z])(?:kind[-_ ](?:create|cluster|load|config)|minikube|k3d|k3s|microk8s|localstack|kwok)(?![a-z])/i;

/** A job of such a name deploys, if it does, to see whether that works. */
const TESTING = /(?:^|[^a-z])(?:e2e|integration|acceptance|conformance|functional|smoke|tests?|testing)(?![a-z])/i;

/** What is tested here is the deploy. */
const TESTS_DEPLOY = /deploy(?:s|ed|ing|ments?)?[-_ ]tests?(?![a-z])/i;

/**
 * What a job does: its steps, judged by its name, its environment and what it deploys to. `around` are the names of the
 * pipeline and of its file, which may tell the place too: `deploy-staging.yml`.
 */
export function doingOfJob(
  { id, name, head, environment }: Pick<Job, 'id' | 'name' | 'head' | 'environment'>,
  steps: readonly Step[],
  around = '',
): Pick<Job, 'steps' | 'activities' | 'isOpaque'> {
  const names = id === name ? id : `${id}\n${name}`;
  const named = activitiesOfName(names, head);
  const judged = steps.some(({ activities }) => has(activities, 'deploys')) ? judgedSteps() : steps;
  const own = judged.flatMap(({ activities }) => activities);
  return {
    steps: judged,
    activities: [...own, ...named.filter(({ kind }) => !has(own, kind))],
    isOpaque: steps.some((step) => step.isOpaque),
  };

  function judgedSteps(): readonly Step[] {
    const place =
      environment?.isProduction ?? namesProduction(withoutTasks(names)) ?? namesProduction(withoutTasks(around));
    const makesTarget = steps.some((step) => step.makesTarget || LOCAL.test(textOf(step.whole)));
    const isTest = makesTarget || TESTS_DEPLOY.test(names) || (TESTING.test(names) && !has(named, 'deploys'));
    return steps.map((step) => ({
      ...step,
      activities: step.activities.map((activity) =>
        activity.kind === 'deploys' ? judge(activity, isTest, place) : activity,
      ),
    }));
  }
}

function judge(deploy: Activity, isTest: boolean, place: boolean | undefined): Activity {
  if (isTest) return { ...deploy, certainty: 'likely', isPreview: true };
  return place === false ? { ...deploy, isPreview: true } : deploy;
}

/** A job called `test-and-deploy` tests, one called `deploy-test` deploys to where tests are made. */
function withoutTasks(name: string): string {
  return name.replace(
    /\b(?:unit|e2e|integration|acceptance|tests?|testing|review|ci)\b(?=.{0,40}\b(?:deploy|release|publish))/gi,
    ' ',
  );
}

function has(activities: readonly Activity[], kind: ActivityKind): boolean {
  return activities.some((activity) => activity.kind === kind);
}

export function isActivity(meaning: Meaning): meaning is Meaning & { readonly kind: ActivityKind } {
  return meaning.kind !== 'anything' && meaning.kind !== 'makes-target';
}
