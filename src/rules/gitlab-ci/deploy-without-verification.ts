import { rule } from '../../core/rule';
import { deployWithoutVerification } from '../shared/delivery/deploy-without-verification';
import { waitForRelease } from '../shared/delivery/wait-for-release';

export default rule({
  id: 'gitlab-ci/deploy-without-verification',
  title: `Deploy that nobody looks after`,
  why: [
    `\`kubectl apply\` and \`helm upgrade\` are done as soon as the cluster has taken note of what it should run. Whether it starts, answers and stays up shows minutes later, when the pipeline is green and nobody looks.`,
    `Waiting for the rollout, or asking the service whether it is well, makes the pipeline say what is true, and lets it bring the former version back.`,
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    `https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_status/`,
    `https://helm.sh/docs/helm/helm_upgrade/`,
  ],
  bad: [
    {
      files: `stages: [build, test, deploy]

unit:
  stage: test
  script: npm test

deploy:
  stage: deploy
  script:
    - «helm upgrade --install shop ./chart»
`,
      fixed: `stages: [build, test, deploy]

unit:
  stage: test
  script: npm test

deploy:
  stage: deploy
  script:
    - helm upgrade --wait --install shop ./chart
`,
    },
    {
      files: `stages: [build, test, deploy]

unit:
  stage: test
  script: npm test

deploy:
  stage: deploy
  script: «kubectl apply -f k8s/»
`,
    },
  ],
  good: [
    `stages: [build, test, deploy]

unit:
  stage: test
  script: npm test

deploy:
  stage: deploy
  script:
    - kubectl apply -f k8s/
    - kubectl rollout status deployment/shop --timeout=5m
`,
    {
      title: `a later job looks`,
      files: `stages: [deploy, check]

deploy:
  stage: deploy
  script: kubectl apply -f k8s/

smoke-test:
  stage: check
  script: curl --fail https://shop.example.com/health
`,
    },
    {
      title: `it waits by itself`,
      files: `stages: [build, test, deploy]

unit:
  stage: test
  script: npm test

deploy:
  stage: deploy
  script: helm upgrade --install --wait shop ./chart
`,
    },
  ],
  *check({ delivery }) {
    for (const found of deployWithoutVerification(delivery)) {
      const edit = waitForRelease(found.at);
      yield { ...found, fix: edit && { title: 'Wait until it is ready', edits: [edit] } };
    }
  },
});
