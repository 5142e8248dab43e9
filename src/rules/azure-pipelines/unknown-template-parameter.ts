import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { readCall } from '../../formats/azure-pipelines/template-call';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'azure-pipelines/unknown-template-parameter',
  title: 'Parameter that the template does not declare',
  why: [
    'A template that lists its parameters takes no others: Azure DevOps refuses the pipeline with “Unexpected parameter”. The usual causes are a misspelt name and a parameter that was renamed in the template.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/template-parameters'],
  bad: [
    {
      files: {
        'azure-pipelines.yml':
          'trigger: none\nsteps:\n  - template: ci/build.yml\n    parameters:\n      «configuraton»: Release\n',
        'ci/build.yml':
          'parameters:\n  - name: configuration\n    type: string\n    default: Debug\nsteps:\n  - bash: make ${{ parameters.configuration }}\n',
      },
      fixed: {
        'azure-pipelines.yml':
          'trigger: none\nsteps:\n  - template: ci/build.yml\n    parameters:\n      configuration: Release\n',
        'ci/build.yml':
          'parameters:\n  - name: configuration\n    type: string\n    default: Debug\nsteps:\n  - bash: make ${{ parameters.configuration }}\n',
      },
    },
    {
      title: 'of a template that is extended',
      files: {
        'azure-pipelines.yml': 'trigger: none\nextends:\n  template: ci/base.yml\n  parameters:\n    «region»: west\n',
        'ci/base.yml':
          'parameters:\n  - name: image\n    type: string\njobs:\n  - job: build\n    steps:\n      - bash: make\n',
      },
    },
  ],
  good: [
    {
      title: 'names know no case',
      files: {
        'azure-pipelines.yml':
          'trigger: none\nsteps:\n  - template: ci/build.yml\n    parameters:\n      Configuration: Release\n',
        'ci/build.yml': 'parameters:\n  - name: configuration\n    default: Debug\nsteps:\n  - bash: make\n',
      },
    },
    {
      title: 'the older form takes whatever it is given, and so does a template that declares none',
      files: {
        'azure-pipelines.yml':
          'trigger: none\nsteps:\n  - template: ci/build.yml\n    parameters:\n      verbose: true\n  - template: ci/test.yml\n    parameters:\n      verbose: true\n',
        'ci/build.yml': 'parameters:\n  configuration: Debug\nsteps:\n  - bash: make\n',
        'ci/test.yml': 'steps:\n  - bash: make test\n',
      },
    },
    {
      title: 'a template elsewhere',
      files: 'trigger: none\nsteps:\n  - template: build.yml@templates\n    parameters:\n      anything: goes\n',
    },
  ],
  *check({ pipeline, isBroken }, { project }) {
    if (isBroken) return;
    for (const use of pipeline?.templates ?? []) {
      const call = readCall(use, project);
      if (!call) continue;
      const free = call.values.filter(({ pair }) => !pair).map(({ parameter }) => parameter.name);
      for (const { key, name } of call.strangers) {
        const candidate = meant(name, free);
        const words = `${shown(use.path ?? '')} has no parameter ${name.slice(0, 60)}`;
        yield {
          at: key,
          message: `${words}: ${candidate ? `did you mean ${candidate}?` : 'leave it out, or declare it there'}`,
          fix: candidate ? { title: `Write ${candidate}`, edits: [replace(key, candidate)] } : undefined,
          related: call.template.pipeline?.parameters?.[0]
            ? [{ at: call.template.pipeline.parameters[0].at, message: 'Its parameters' }]
            : undefined,
        };
      }
    }
  },
});

/** The end of a long path tells more than its beginning. */
function shown(path: string): string {
  return path.length > 80 ? `…${path.slice(-79)}` : path;
}
