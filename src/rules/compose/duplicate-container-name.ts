import { rule } from '../../core/rule';
import { UNKNOWN } from '../../formats/compose/interpolation';
import type { ServiceDeclaration } from '../../formats/compose/model';
import { valueIn } from '../../formats/compose/service';
import { declaredBeneath, mayRunTogether, replicasOf } from '../shared/run-together';
import { isStack } from '../shared/swarm';

export default rule({
  id: 'compose/duplicate-container-name',
  title: 'Container name that is given twice',
  why: [
    'A name belongs to one container of the whole host. Where two services have the same one, or one service is to run in several containers, Compose refuses to start: `the container name is already in use`.',
    'Services reach each other by the service’s own name, whatever their containers are called; most `container_name` can just go.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  equivalents: ['dclint:no-duplicate-container-names'],
  links: ['https://docs.docker.com/reference/compose-file/services/#container_name'],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.4
    container_name: shop
  worker:
    image: example/worker:1.4
    container_name: «shop»
`,
    },
    {
      title: 'two containers can’t have one name',
      files: `services:
  worker:
    image: example/worker:1.4
    container_name: «worker»
    deploy:
      replicas: 2
  mail:
    image: example/mail:1.4
    container_name: «mail»
    scale: 3
`,
    },
    {
      title: 'a name that comes by an anchor comes to all',
      files: `x-service: &service
  container_name: «shop»
  restart: always
services:
  web:
    <<: *service
    image: example/web:1.4
  worker:
    <<: *service
    image: example/worker:1.4
`,
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    container_name: web
  worker:
    image: example/worker:1.4
    container_name: worker
    scale: 1
`,
    {
      title: 'never at the same time',
      files: `services:
  cpu:
    image: example/model:1.4
    profiles: [cpu]
    container_name: model
  gpu:
    image: example/model:1.4-cuda
    profiles: [gpu]
    container_name: model
`,
    },
    {
      title: 'the same service, said again by the file above; a Swarm leaves names out',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    container_name: web
`,
        'compose.override.yaml': `services:
  web:
    container_name: web
`,
        'stack.yaml': `services:
  web:
    image: example/web:1.4
    container_name: web
    deploy:
      replicas: 3
      update_config: { parallelism: 1 }
`,
      },
    },
    {
      title: 'only the environment knows',
      files: `services:
  web:
    image: example/web:1.4
    container_name: \${NAME}
  worker:
    image: example/worker:1.4
    container_name: \${NAME}
`,
    },
  ],
  *check({ assemblies }) {
    for (const assembly of assemblies) {
      const { file, services } = assembly;
      const stack = isStack(file);
      const named = new Map<string, ServiceDeclaration[]>();
      for (const service of declaredBeneath(assembly, 'container_name')) note(service, named);
      for (const service of services) {
        const written = valueIn(service.map.get('container_name'));
        const others = note(service, named);
        if (!written || others === undefined || service.isOverruled('container_name')) continue;
        const replicas = stack ? undefined : replicasOf(service);
        const isSeveral = replicas !== undefined && replicas.count > 1;
        const other = others.find((each) => each.name !== service.name && mayRunTogether(each, service));
        if (!other && !isSeveral) continue;
        yield {
          at: written.node.inner,
          message: other
            ? `\`${other.name}\` has the container name \`${written.text}\` too; give \`${service.name}\` another one or none`
            : `${replicas?.count} containers can't all be called \`${written.text}\`; leave \`container_name\` out`,
          address: `services.${service.name}`,
        };
      }
    }
  },
});

/** Notes the name of a service's container, and gives those that have it already; undefined where it has none that is known. */
function note(service: ServiceDeclaration, named: Map<string, ServiceDeclaration[]>): ServiceDeclaration[] | undefined {
  const name = valueIn(service.map.get('container_name'))?.text;
  if (name === undefined || name.includes(UNKNOWN)) return undefined;
  const others = named.get(name) ?? [];
  named.set(name, [...others, service]);
  return others;
}
