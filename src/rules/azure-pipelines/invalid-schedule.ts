import { rule } from '../../core/rule';
import { elementsOf } from '../../formats/azure-pipelines/elements';
import { isComputed } from '../../formats/azure-pipelines/embedded';
import { scalar, setScalar } from '../../formats/yaml';
import { locate } from '../../formats/yaml/locate';
import { cronProblem } from '../shared/cron';

/** Marks of other schedulers, which may be known here too. */
const FOREIGN = /[?#]|\d[LW]|[LW]\b/;

export default rule({
  id: 'azure-pipelines/invalid-schedule',
  title: 'Schedule that can’t be read',
  why: [
    'Azure DevOps reads schedules as `minute hour day month weekday`, in UTC. One that it can’t read starts nothing: the night’s build, the renewed certificate or the clean-up does not run, and nobody sees a failure. The usual causes are a field for seconds, which other schedulers have, and minutes and hours that were swapped.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/scheduled-triggers#cron-syntax'],
  bad: [
    {
      title: 'minute and hour swapped, and a field too many',
      files:
        "trigger: none\nschedules:\n  - cron: '0 «30» * * *'\n    branches:\n      include: [main]\n  - cron: '«0 0 3 * * *»'\n    branches:\n      include: [main]\nsteps:\n  - bash: make\n",
    },
    {
      title: 'a name and a step that are none',
      files:
        'trigger: none\nschedules:\n  - cron: 0 3 * * «Mo-Fri»\n    branches:\n      include: [main]\n  - cron: "«*/0» 3 1 * *"\n    branches:\n      include: [main]\nsteps:\n  - bash: make\n',
    },
    {
      title: 'a word that others know',
      files:
        'trigger: none\nschedules:\n  - cron: "«@daily»"\n    branches:\n      include: [main]\nsteps:\n  - bash: make\n',
      fixed:
        'trigger: none\nschedules:\n  - cron: "0 0 * * *"\n    branches:\n      include: [main]\nsteps:\n  - bash: make\n',
    },
  ],
  good: [
    "trigger: none\nschedules:\n  - cron: '30 3 * * Mon-Fri'\n    branches:\n      include: [main]\n  - cron: '*/2 8-18/2 1,15 Jan,july 0'\n    branches:\n      include: [main]\nsteps:\n  - bash: make\n",
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
      if (!cron || isComputed(cron.text) || FOREIGN.test(cron.text)) continue;
      const problem = cronProblem(cron.text, { hasLongNames: true, isPrompt: true });
      if (!problem) continue;
      const { start, end, message, instead } = problem;
      yield {
        at: locate(cron, start, end),
        message,
        fix: instead === undefined ? undefined : { title: `Write ${instead}`, edits: [setScalar(cron, instead)] },
      };
    }
  },
});
