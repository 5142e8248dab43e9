import { type Fix, rule } from '../../core/rule';
import type { Service } from '../../formats/compose/model';
import { valueIn } from '../../formats/compose/service';
import { at, insertPairs, insertUnder, map } from '../../formats/yaml';
import { isStack } from '../shared/swarm';

export default rule({
  id: 'compose/swarm-update-without-rollback',
  title: 'Swarm service whose failed update stays half done',
  why: [
    'When the containers of a new version don’t come up, Swarm by default stops the update where it is: some containers run the new version, some the old one, and nobody is told. With `failure_action: rollback` it goes back to the version that worked.',
    'What counts as failed is told by the health check and by `monitor`. Only files that are plainly made for a Swarm are looked at.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.docker.com/reference/compose-file/deploy/#update_config',
    'https://docs.docker.com/engine/swarm/services/#automatically-roll-back-if-an-update-fails',
  ],
  bad: [
    {
      files: `services:
  «web»:
    image: example/web:1.4
    deploy:
      replicas: 3
      placement:
        constraints: [node.role == worker]
`,
      fixed: `services:
  web:
    image: example/web:1.4
    deploy:
      replicas: 3
      placement:
        constraints: [node.role == worker]
      update_config:
        failure_action: rollback
`,
    },
    {
      files: `services:
  «web»:
    image: example/web:1.4
    deploy:
      update_config:
        parallelism: 2 # of six
        delay: 10s
  worker:
    image: example/worker:1.4
    deploy:
      update_config:
        failure_action: continue
  «cron»:
    image: example/cron:1.4
`,
      fixed: `services:
  web:
    image: example/web:1.4
    deploy:
      update_config:
        parallelism: 2 # of six
        delay: 10s
        failure_action: rollback
  worker:
    image: example/worker:1.4
    deploy:
      update_config:
        failure_action: continue
  cron:
    image: example/cron:1.4
    deploy:
      update_config:
        failure_action: rollback
`,
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    deploy:
      replicas: 3
      update_config:
        failure_action: rollback
        order: start-first
`,
    {
      title: 'Compose reads replicas and limits too: no Swarm',
      files: `services:
  web:
    image: example/web:1.4
    deploy:
      replicas: 3
      resources: { limits: { memory: 1G } }
`,
    },
    {
      title: 'a job is not updated, it runs again',
      files: `services:
  web:
    image: example/web:1.4
    deploy:
      mode: replicated-job
      placement: { constraints: [node.role == worker] }
`,
    },
    {
      title: 'all services take it from one place',
      files: `x-deploy: &deploy
  update_config: { failure_action: rollback }
services:
  web:
    image: example/web:1.4
    deploy:
      <<: *deploy
      replicas: 3
`,
    },
  ],
  *check({ assemblies }) {
    for (const { file, services } of assemblies) {
      if (!isStack(file)) continue;
      for (const service of services) {
        if (!service.isHead || service.isOpen || !mayBeUpdated(service)) continue;
        yield {
          at: service.key,
          message: `A failed update of \`${service.name}\` stays half done; set \`failure_action: rollback\` in its \`update_config\``,
          address: `services.${service.name}`,
          fix: rollBack(service),
        };
      }
    }
  },
});

/** Whether none of the files says what becomes of an update that fails. */
function mayBeUpdated(service: Service): boolean {
  if (!service.map.has('deploy') && !service.lacks('deploy')) return false;
  return [service, ...service.parts].every((part) => {
    const deploy = part.map.get('deploy');
    if (deploy === undefined) return true;
    if (deploy.kind !== 'map' || deploy.isUncertain) return false;
    if (valueIn(deploy.get('mode'))?.text.endsWith('-job')) return false;
    const update = deploy.get('update_config');
    return update === undefined || (map(update)?.lacks('failure_action') ?? false);
  });
}

function rollBack({ map: service }: Service): Fix | undefined {
  const title = 'Roll back an update that fails';
  const settings = { failure_action: 'rollback' };
  const pair = service.pair('deploy');
  if (!pair) return { title, edits: [insertPairs(service, { deploy: { update_config: settings } })] };
  const deploy = map(pair.value);
  if (!deploy || pair.alias || pair.parent !== service) return undefined;
  if (map(at(deploy, 'update_config')) && deploy.pair('update_config')?.parent !== deploy) return undefined;
  const edit = insertUnder(deploy, 'update_config', settings);
  return edit && { title, edits: [edit] };
}
