import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'a note that is printed, with accents',
      files:
        'deploy:\n  script:\n    - «echo "[DEPLOY] Statut: prêt"»\n    - echo "à faire:"\n',
      fixed: 'deploy:\n  script:\n    - \'echo "[DEPLOY] Statut: prêt"\'\n    - echo "à faire:"\n',
    },
  ],
  good: [
    {
      title: 'it ends with a colon inside of quotes, or the colon stands in an address',
      files: 'deploy:\n  script:\n    - echo "now do this:"\n    - curl https://example.com:8443/a\n',
    },
  ],
} satisfies Cases;
