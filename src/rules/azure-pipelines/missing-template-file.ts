import { ancestors, basename, dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import { type Fix, rule } from '../../core/rule';
import { replace } from '../../core/text';
import type { TemplateUse } from '../../formats/azure-pipelines/model';
import { locate } from '../../formats/yaml/locate';
import { meant } from '../shared/did-you-mean';

/** What is meant to be copied to where its templates are. */
const ELSEWHERE =
  /\.template\.ya?ml$|(?:^|\/)(?:boilerplates?|samples?|examples?|scaffolds?|skeletons?|fixtures?|testdata)\//i;

export default rule({
  id: 'azure-pipelines/missing-template-file',
  title: 'Template that is not there',
  why: [
    'The path of a template is read from the folder of the file that names it, or from the root of the repository where it begins with a slash. If no file lies there the pipeline does not start.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/templates#template-references'],
  bad: [
    {
      title: 'misspelt',
      files: {
        'azure-pipelines.yml': 'trigger: none\nsteps:\n  - template: ci/«setups.yml»\n',
        'ci/setup.yml': 'steps:\n  - bash: make setup\n',
      },
      fixed: {
        'azure-pipelines.yml': 'trigger: none\nsteps:\n  - template: ci/setup.yml\n',
        'ci/setup.yml': 'steps:\n  - bash: make setup\n',
      },
    },
    {
      title: 'written as from the root, but read from the folder of the file',
      files: {
        'ci/build.yml': 'trigger: none\njobs:\n  - template: ci/«job.yml»\n',
        'ci/job.yml': 'jobs:\n  - job: build\n    steps:\n      - bash: make\n',
      },
      fixed: {
        'ci/build.yml': 'trigger: none\njobs:\n  - template: /ci/job.yml\n',
        'ci/job.yml': 'jobs:\n  - job: build\n    steps:\n      - bash: make\n',
      },
    },
    {
      files: {
        'azure-pipelines.yml': 'trigger: none\nvariables:\n  - template: /ci/«variables.yml»\nsteps:\n  - bash: make\n',
        'ci/README.md': 'Nothing else here\n',
      },
    },
  ],
  good: [
    {
      files: {
        'ci/azure-pipelines.yml': 'trigger: none\nextends:\n  template: ../templates/base.yml\n',
        'templates/base.yml': 'steps:\n  - template: steps/build.yml@self\n',
        'templates/steps/build.yml': 'steps:\n  - bash: make\n',
      },
    },
    {
      title: 'in another repository, or known to an expression only',
      files:
        'trigger: none\nstages:\n  - template: stages/build.yml@templates\n  - template: stages/${{ parameters.kind }}.yml\n',
    },
    {
      title: 'to be copied elsewhere',
      files: { 'tools/ci.template.yml': 'trigger: none\nsteps:\n  - template: eng/steps.yml\n' },
    },
    {
      title: 'from the root of a repository that may not be the root of the folder that is open',
      files: 'trigger: none\nsteps:\n  - template: /eng/steps.yml\n',
    },
  ],
  *check({ pipeline, file }, { project }) {
    if (ELSEWHERE.test(file.path)) return;
    for (const use of pipeline?.templates ?? []) {
      const { path, scalar, isAbsolute } = use;
      if (path === undefined || path === '' || project.read(path)) continue;
      if (isAbsolute && !isRoot(use, path, project)) continue;
      const start = Math.max(scalar.text.lastIndexOf('/'), scalar.text.lastIndexOf('\\')) + 1;
      const sign = scalar.text.lastIndexOf('@');
      yield {
        at: locate(scalar, start, sign > start ? sign : scalar.text.length),
        // A template that nobody uses hurts nobody.
        ...(pipeline?.isRoot === false && { severity: 'warning' }),
        message: `There is no file ${path.length > 100 ? basename(path) : path}: write its path from the folder of this one, or from the root after a slash`,
        fix: fixFor(use, path, project),
      };
    }
  },
});

/** Whether the project's root is surely that of the repository: its folder is there, and no other one has the file. */
function isRoot({ scalar }: TemplateUse, path: string, project: Project): boolean {
  const [first] = path.split('/');
  if (!project.list('').some(({ name }) => name === first)) return false;
  return !ancestors(scalar.file.path).some((folder) => project.read(join(folder, path) ?? path));
}

function fixFor({ scalar, isAbsolute }: TemplateUse, path: string, project: Project): Fix | undefined {
  const { text } = scalar;
  const written = text.replace(/@[^@]*$/, '').replace(/^\.\//, '');
  if (!isAbsolute && !written.startsWith('..') && project.read(written)) {
    const end = text.length - (text.length - text.replace(/@[^@]*$/, '').length);
    return { title: `Write /${written}`, edits: [replace(locate(scalar, 0, end), `/${written}`)] };
  }
  const names = project
    .list(dirname(path))
    .flatMap(({ name, kind }) => (kind === 'file' && /\.ya?ml$/i.test(name) ? [name] : []));
  const candidate = meant(basename(path), names);
  if (candidate === undefined) return undefined;
  const start = text.lastIndexOf('/') + 1;
  const sign = text.lastIndexOf('@');
  return {
    title: `Write ${candidate}`,
    edits: [replace(locate(scalar, start, sign > start ? sign : text.length), candidate)],
  };
}
