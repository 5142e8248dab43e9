import { rule } from '../../core/rule';
import { insert, replace } from '../../core/text';
import { taskVersions } from '../../data/azure-tasks';
import { locate } from '../../formats/yaml/locate';

export default rule({
  id: 'azure-pipelines/task-without-version',
  title: 'Task without a version',
  why: [
    'Azure DevOps takes tasks by name and major version only, as in `Npm@1`, and refuses the whole pipeline otherwise.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['azure-pipelines-vscode:schema'],
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/steps-task'],
  bad: [
    {
      files: 'trigger: none\nsteps:\n  - task: «Npm»\n    inputs:\n      command: ci\n',
      fixed: 'trigger: none\nsteps:\n  - task: Npm@1\n    inputs:\n      command: ci\n',
    },
    {
      files: "trigger: none\nsteps:\n  - task: «'UseDotNet@'»\n",
      fixed: "trigger: none\nsteps:\n  - task: 'UseDotNet@2'\n",
    },
    {
      title: 'a task whose versions are not known here',
      files: 'trigger: none\nsteps:\n  - task: «acme.tools.sign»\n',
    },
  ],
  good: [
    'trigger: none\nsteps:\n  - task: Npm@1\n',
    'trigger: none\nsteps:\n  - task: ${{ parameters.task }}\n',
    'trigger: none\nsteps:\n  - task: acme.tools.sign@2.1.0\n',
  ],
  *check({ steps, isBroken }) {
    if (isBroken) return;
    for (const { task } of steps) {
      if (!task || task.version !== undefined || task.name === '') continue;
      const known = Object.entries(taskVersions).find(([name]) => name.toLowerCase() === task.id);
      const { scalar } = task;
      const edit =
        known &&
        (scalar.text.endsWith('@')
          ? replace(locate(scalar, 0, scalar.text.length), `${task.name}@${known[1]}`)
          : insert(scalar.file, locate(scalar, 0, scalar.text.length).end, `@${known[1]}`));
      yield {
        at: scalar,
        message: `A task is named with its major version: ${task.name.slice(0, 60)}@${known ? known[1] : '1'}`,
        fix: edit && { title: `Use ${task.name}@${known[1]}`, edits: [edit] },
      };
    }
  },
});
