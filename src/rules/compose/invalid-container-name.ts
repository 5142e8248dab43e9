import { rule } from '../../core/rule';
import { UNKNOWN } from '../../formats/compose/interpolation';
import { valueIn } from '../../formats/compose/service';
import { setScalar } from '../../formats/yaml';
import { writtenUnder } from '../shared/service-keys';

const VALID = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

export default rule({
  id: 'compose/invalid-container-name',
  title: 'Container name that Docker refuses',
  why: [
    'The name of a container begins with a letter or a digit and goes on with at least one letter, digit, `_`, `.` or `-`. With any other name the service is never created: `Invalid container name`.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['dclint:service-container-name-regex'],
  links: ['https://docs.docker.com/reference/compose-file/services/#container_name'],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.4
    container_name: «shop web»
  worker:
    image: example/worker:1.4
    container_name: "«@shop/worker»"
`,
      fixed: `services:
  web:
    image: example/web:1.4
    container_name: shop-web
  worker:
    image: example/worker:1.4
    container_name: "shop-worker"
`,
    },
    {
      title: 'one letter is too short, and there is no telling what was meant',
      files: `services:
  web:
    image: example/web:1.4
    container_name: «w»
`,
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    container_name: shop_web-1.4
`,
    {
      title: 'only the environment knows',
      files: `services:
  web:
    image: example/web:1.4
    container_name: \${PROJECT}-web
`,
    },
    {
      title: 'a default is a name like any other; a number is one too',
      files: `services:
  web:
    image: example/web:1.4
    container_name: \${NAME:-web}
  worker:
    image: example/worker:1.4
    container_name: 42
`,
    },
  ],
  *check({ services }) {
    for (const { service, pair } of writtenUnder(services, 'container_name')) {
      const name = valueIn(pair.value);
      if (!name || name.text.includes(UNKNOWN) || VALID.test(name.text)) continue;
      const better = name.text.replace(/[^a-zA-Z0-9_.-]{1,100}/g, '-').replace(/^[^a-zA-Z0-9]{1,100}|-{1,100}$/g, '');
      yield {
        at: name.node.inner,
        message: `Docker refuses the container name of \`${service.name}\`; use two or more of letters, digits, \`_\`, \`.\`, \`-\``,
        address: `services.${service.name}`,
        fix:
          VALID.test(better) && name.variables.length === 0
            ? { title: `Call it ${better}`, edits: [setScalar(name.node, better)] }
            : undefined,
      };
    }
  },
});
