import { rule } from '../../core/rule';
import { insert, replace } from '../../core/text';
import { locate } from '../../formats/yaml/locate';
import { namesSecret } from '../shared/secret-name';

/** `##vso[task.setvariable variable=name;isOutput=true]`; what follows is the value. */
const SET_VARIABLE = /##vso\[task\.setvariable[ \t]([^\]\n]{1,300})\]/gi;

export default rule({
  id: 'azure-pipelines/secret-variable-without-issecret',
  title: 'Secret set as a plain variable',
  why: [
    'A variable that a script sets is written into the logs and the summary of the run as it is, and every later step gets it in its environment. With `issecret=true` Azure masks it in the logs and hands it only to steps that ask for it by name.',
    'The fix is not applied by itself: a later script that reads the variable from its environment has to map it there then (`env: TOKEN: $(token)`).',
  ],
  severity: 'warning',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['checkov:CKV_AZUREPIPELINES_3'],
  links: [
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands#setvariable-initialize-or-modify-the-value-of-a-variable',
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/process/set-secret-variables#set-a-secret-variable-in-a-script-with-logging-commands',
  ],
  bad: [
    {
      files:
        'trigger: none\nsteps:\n  - bash: |\n      token=$(./login)\n      echo "##vso[task.setvariable «variable=apiToken»]$token"\n  - pwsh: Write-Host "##vso[task.setvariable «variable=DB_PASSWORD;isOutput=true»]$password"\n',
      fixed:
        'trigger: none\nsteps:\n  - bash: |\n      token=$(./login)\n      echo "##vso[task.setvariable variable=apiToken;issecret=true]$token"\n  - pwsh: Write-Host "##vso[task.setvariable variable=DB_PASSWORD;isOutput=true;issecret=true]$password"\n',
    },
    {
      title: 'expressly not secret, in a task',
      files:
        'trigger: none\nsteps:\n  - task: AzureCLI@2\n    inputs:\n      azureSubscription: shop\n      scriptType: bash\n      scriptLocation: inlineScript\n      inlineScript: echo "##vso[task.setvariable «variable=clientSecret;issecret=false»]$(az ad app credential reset --id x --query password -o tsv)"\n',
      fixed:
        'trigger: none\nsteps:\n  - task: AzureCLI@2\n    inputs:\n      azureSubscription: shop\n      scriptType: bash\n      scriptLocation: inlineScript\n      inlineScript: echo "##vso[task.setvariable variable=clientSecret;issecret=true]$(az ad app credential reset --id x --query password -o tsv)"\n',
    },
  ],
  good: [
    'trigger: none\nsteps:\n  - bash: echo "##vso[task.setvariable variable=apiToken;isSecret=true]$token"\n',
    {
      title: 'names of things that are no secrets',
      files:
        'trigger: none\nsteps:\n  - bash: |\n      echo "##vso[task.setvariable variable=passwordLength]20"\n      echo "##vso[task.setvariable variable=secretName]db"\n      echo "##vso[task.setvariable variable=version;isOutput=true]1.2"\n',
    },
    {
      title: 'written out, so that everybody knows it anyway',
      files:
        'trigger: none\nsteps:\n  - pwsh: Write-Host "##vso[task.setvariable variable=certificatePassword]password"\n',
    },
    {
      title: 'emptied, or of a name that is made',
      files:
        'trigger: none\nsteps:\n  - bash: |\n      echo "##vso[task.setvariable variable=token]"\n      echo "##vso[task.setvariable variable=$name]$value"\n',
    },
  ],
  *check({ steps }) {
    for (const { script } of steps) {
      if (!script) continue;
      const { scalar } = script;
      for (const { 0: all, 1: properties = '', index } of scalar.text.matchAll(SET_VARIABLE)) {
        const found = propertiesOf(properties);
        const name = found.get('variable')?.value ?? '';
        const secret = found.get('issecret');
        if (secret && secret.value.toLowerCase() !== 'false') continue;
        if (!namesSecret(name) || /[$%{(]/.test(name)) continue;
        const value = /^[^"'\r\n]*/.exec(scalar.text.slice(index + all.length, index + all.length + 300))?.[0] ?? '';
        // What is written out here is no secret any more, or was none.
        if (!/[$%`]/.test(value)) continue;
        const start = index + all.lastIndexOf(properties);
        const end = start + properties.trimEnd().replace(/;$/, '').length;
        const at = locate(scalar, start, end);
        const edit = secret
          ? replace(locate(scalar, start + secret.start, start + secret.end), 'true')
          : insert(scalar.file, at.end, ';issecret=true');
        yield {
          at,
          message: `${name} is set as a plain variable, which logs and every later step show: say issecret=true`,
          fix: { title: 'Set it as a secret', edits: [edit] },
        };
      }
    }
  },
});

interface Property {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

function propertiesOf(text: string): ReadonlyMap<string, Property> {
  const out = new Map<string, Property>();
  let at = 0;
  for (const part of text.split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0) {
      const value = part.slice(equals + 1);
      out.set(part.slice(0, equals).trim().toLowerCase(), {
        value: value.trim(),
        start: at + equals + 1,
        end: at + equals + 1 + value.trimEnd().length,
      });
    }
    at += part.length + 1;
  }
  return out;
}
