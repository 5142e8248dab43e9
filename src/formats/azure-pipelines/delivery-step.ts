import type { Span } from '../../core/text';
import { azureTaskMeanings, plainAzureTasks } from '../../data/delivery/azure-tasks';
import { activitiesOfName, DOES_ANYTHING, DOES_NOTHING, doingOfTask, doingOfUnknown } from '../delivery/meanings';
import type { Doing } from '../delivery/model';
import { doingOfScript } from '../delivery/script';
import { scalar } from '../yaml/access';
import { inputOf } from './elements';
import { isComputed } from './embedded';
import { shellSource } from './macros';
import type { Step } from './model';

/** What a step does, by its script or its task, and what its name lets one expect besides. `call`: where its template is used. */
export function stepDoing(step: Step, call: Span | undefined): Doing {
  const isOff = scalar(step.map.get('enabled'))?.text.toLowerCase() === 'false';
  if (isOff) return DOES_NOTHING;
  const doing = doingOf(step);
  const { activities, isOpaque, makesTarget } = doing;
  const name = scalar(step.map.get('displayName'));
  const named = name && !isComputed(name.text) ? activitiesOfName(name.text, name) : [];
  const added = named.filter(({ kind }) => activities.every((each) => each.kind !== kind));
  if (!call && added.length === 0) return doing;
  const all = [...activities, ...added];
  return {
    activities: call ? all.map((activity) => ({ ...activity, at: call, ignored: undefined })) : all,
    isOpaque,
    makesTarget,
  };
}

function doingOf(step: Step): Doing {
  const { script, task, key } = step;
  if (script) {
    const { language } = script;
    if (language === 'python') return DOES_ANYTHING;
    // Bash of an agent minds no failure inside of a pipe.
    return doingOfScript(shellSource(script.scalar), {
      isPosix: language === 'bash',
      ignoresPipes: language === 'bash',
    });
  }
  if (key.name !== 'task') return DOES_NOTHING;
  if (!task) return DOES_ANYTHING;
  const at = task.scalar.file.span(task.scalar.inner.start, task.scalar.inner.end);
  const meaning = azureTaskMeanings[task.id] ?? azureTaskMeanings[task.id.replace(/^.*\./, '')];
  const inputs = (name: string) => scalar(inputOf(step.inputs, name))?.text;
  if (meaning) return doingOfTask(meaning, inputs, at, `${task.name}@${task.version ?? ''}`);
  const isScriptFile =
    /^(?:bash|powershell|azurecli|azurepowershell|pythonscript|shellscript|batchscript|cmdline|ssh)$/.test(task.id);
  if (isScriptFile)
    return { ...DOES_ANYTHING, activities: activitiesOfName(inputs('filepath') ?? inputs('scriptpath') ?? '', at) };
  return plainAzureTasks.has(task.id) ? DOES_NOTHING : doingOfUnknown(task.name, at);
}
