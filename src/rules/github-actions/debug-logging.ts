import { rule } from '../../core/rule';
import { scalar } from '../../formats/yaml/access';
import { removePart } from '../../formats/yaml/edit';
import { environmentsIn } from '../shared/workflow-environments';

export default rule({
  id: 'github-actions/debug-logging',
  title: 'Debug logs that are asked for in vain',
  why: [
    'ACTIONS_STEP_DEBUG and ACTIONS_RUNNER_DEBUG make a runner write out all it does, when they are secrets or variables of the repository. In an `env:` of a workflow, the runner itself never sees them, but the actions that ask for them do: they write out what they get and send, for everybody who may read the logs.',
    'For one run there is “Enable debug logging” at “Re-run jobs”.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['poutine:debug_enabled'],
  links: ['https://docs.github.com/en/actions/how-tos/monitor-workflows/enable-debug-logging'],
  bad: [
    {
      files: `on: push
env:
  «ACTIONS_STEP_DEBUG»: true
  LEVEL: info
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
      fixed: `on: push
env:
  LEVEL: info
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
    },
    {
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    env:
      «ACTIONS_RUNNER_DEBUG»: "true"
    steps:
      - run: make
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
    },
  ],
  good: [
    `on: push
env:
  ACTIONS_STEP_DEBUG: false
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
    {
      title: 'asked for when the run is started',
      files: `on:
  workflow_dispatch:
    inputs:
      debug:
        type: boolean
env:
  ACTIONS_STEP_DEBUG: \${{ inputs.debug }}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
    },
    {
      title: "a program's own setting",
      files: `on: push
env:
  DEBUG: true
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
    },
  ],
  *check(model) {
    for (const name of ['ACTIONS_STEP_DEBUG', 'ACTIONS_RUNNER_DEBUG']) {
      for (const { pair } of environmentsIn(model, name)) {
        if (scalar(pair.value)?.text !== 'true') continue;
        yield {
          at: pair.key,
          message: `${name} in \`env\` lets actions write what they see into the logs of every run`,
          fix: pair.alias ? undefined : { title: `Remove ${name}`, edits: [removePart(pair)] },
        };
      }
    }
  },
});
