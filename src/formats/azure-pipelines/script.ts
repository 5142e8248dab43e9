import type { ScriptLanguage } from '../github-actions/script/place';
import { scalar, string } from '../yaml/access';
import type { YamlMap, YamlPair } from '../yaml/syntax';
import { inputOf, inputText } from './elements';
import type { Pool, Script, TaskReference } from './model';

/** The text that a step runs as a program, its own or the one it gives to a task. */
export function readScript(
  key: YamlPair,
  task: TaskReference | undefined,
  inputs: YamlMap | undefined,
  pool: Pool | undefined,
  isHosted: boolean,
): Script | undefined {
  const text = scalar(key.value);
  switch (key.name) {
    case 'bash':
      return text && { scalar: text, language: 'bash' };
    case 'pwsh':
      return text && { scalar: text, language: 'pwsh' };
    case 'powershell':
      return text && { scalar: text, language: 'powershell' };
    case 'script':
      return text && { scalar: text, language: defaultShell(pool, isHosted) };
    default:
      return task && scriptOfTask(task, inputs, pool, isHosted);
  }
}

/** What `script:` is read with: the command line of the system it runs on. Without any pool that is Ubuntu. */
function defaultShell(pool: Pool | undefined, isHosted: boolean): ScriptLanguage | undefined {
  if (!pool) return isHosted ? 'bash' : undefined;
  if (pool.system === undefined) return undefined;
  return pool.system === 'windows' ? 'cmd' : 'bash';
}

function scriptOfTask(
  { id }: TaskReference,
  inputs: YamlMap | undefined,
  pool: Pool | undefined,
  isHosted: boolean,
): Script | undefined {
  const inline = (name: string, language: ScriptLanguage | undefined) => {
    const text = scalar(inputOf(inputs, name));
    return text && { scalar: text, language };
  };
  switch (id) {
    case 'bash':
      return isInline(inputs, 'targetType') ? inline('script', 'bash') : undefined;
    case 'powershell':
      return isInline(inputs, 'targetType')
        ? inline('script', string(inputOf(inputs, 'pwsh')) === 'true' ? 'pwsh' : 'powershell')
        : undefined;
    case 'cmdline':
      return inline('script', defaultShell(pool, isHosted));
    case 'azurecli':
      return isInline(inputs, 'scriptLocation') ? inline('inlineScript', azureShell(inputs)) : undefined;
    case 'azurepowershell':
      return isInline(inputs, 'ScriptType') ? inline('Inline', 'powershell') : undefined;
    case 'pythonscript':
      return isInline(inputs, 'scriptSource') ? inline('script', 'python') : undefined;
    default:
      return undefined;
  }
}

/** Only `inline` and `inlineScript` say so; without the word a file is meant. */
function isInline(inputs: YamlMap | undefined, name: string): boolean {
  return /^inline/i.test(inputText(inputs, name) ?? '');
}

function azureShell(inputs: YamlMap | undefined): ScriptLanguage | undefined {
  switch (inputText(inputs, 'scriptType')?.toLowerCase()) {
    case 'bash':
      return 'bash';
    case 'pscore':
      return 'pwsh';
    case 'ps':
      return 'powershell';
    case 'batch':
      return 'cmd';
    default:
      return undefined;
  }
}
