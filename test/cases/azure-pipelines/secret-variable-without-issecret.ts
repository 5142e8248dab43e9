import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'what a command gives, a macro, and a variable of Windows',
      files:
        'trigger: none\nsteps:\n  - bash: echo "##vso[task.setvariable «variable=apiToken»]`./login`"\n  - bash: echo "##vso[task.setvariable «variable=dbPassword»]$(fromTheVault)"\n  - script: |\n      echo ##vso[task.setvariable «variable=clientSecret»]%SECRET%\n',
      fixed:
        'trigger: none\nsteps:\n  - bash: echo "##vso[task.setvariable variable=apiToken;issecret=true]`./login`"\n  - bash: echo "##vso[task.setvariable variable=dbPassword;issecret=true]$(fromTheVault)"\n  - script: |\n      echo ##vso[task.setvariable variable=clientSecret;issecret=true]%SECRET%\n',
    },
  ],
  good: [
    {
      title: 'the password of a certificate for development, which stands in the sources',
      files:
        'trigger: none\nsteps:\n  - pwsh: |\n      Write-Host "##vso[task.setvariable variable=Kestrel__Certificates__Default__Password]password"\n      Write-Host "##vso[task.setvariable variable=PROXY_MANUAL_START]true"\n',
    },
  ],
} satisfies Cases;
