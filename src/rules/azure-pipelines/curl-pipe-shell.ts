import { rule } from '../../core/rule';
import { shellSource } from '../../formats/azure-pipelines/macros';
import { parseShell } from '../../formats/shell/parse';
import { runDownloads } from '../shared/pipelines/scripts';

/** Reading a script costs more than looking whether it speaks of any of them. */
const DOWNLOADS = /\b(?:curl|wget|aria2c|fetch|https?|xh)\b/;

export default rule({
  id: 'azure-pipelines/curl-pipe-shell',
  title: 'Program run as it comes over the network',
  why: [
    'What `curl … | sh` runs is whatever the server answers at that moment, with the credentials of the pipeline at hand. If the server, its domain or the way there is taken over, so is each build; and a broken download runs half of a script.',
    'Better: a tool installer task, a package, a container, or a file of a fixed version whose checksum is compared before it runs.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['poutine:unverified_script_exec'],
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/security/overview'],
  bad: [
    {
      files:
        'trigger: none\nsteps:\n  - bash: |\n      set -e\n      «curl -fsSL https://get.example.com | bash»\n  - script: «wget -qO- http://example.com/install.sh | sudo sh»\n',
    },
    {
      title: 'in a task',
      files:
        'trigger: none\nsteps:\n  - task: AzureCLI@2\n    inputs:\n      scriptType: bash\n      scriptLocation: inlineScript\n      inlineScript: «bash <(curl -s https://example.com/$(tool.version)/install)»\n',
    },
  ],
  good: [
    'trigger: none\nsteps:\n  - bash: |\n      curl -fsSLo install.sh https://example.com/install-1.2.sh\n      echo "0123abcd  install.sh" | sha256sum -c\n      sh install.sh\n',
    'trigger: none\nsteps:\n  - bash: curl -fsS https://example.com/list.json | jq .\n',
    {
      title: 'on Windows there is no sh to speak of',
      files:
        'trigger: none\npool:\n  vmImage: windows-2025\nsteps:\n  - script: curl https://example.com | findstr x\n',
    },
  ],
  *check({ steps }) {
    for (const { script } of steps) {
      if (script?.language !== 'bash' || !DOWNLOADS.test(script.scalar.text)) continue;
      yield* runDownloads(parseShell(shellSource(script.scalar)), {
        plain:
          'This runs whatever anyone on the way to the server answers: fetch it by https, check its sum, and run it then',
        usual: 'This runs whatever the server answers on the day of the run: fetch it, check its sum, and run it then',
      });
    }
  },
});
