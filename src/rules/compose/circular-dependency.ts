import { rule } from '../../core/rule';
import { isOverrideOf } from '../../formats/compose/family';
import type { Assembly, Dependency } from '../../formats/compose/model';

export default rule({
  id: 'compose/circular-dependency',
  title: 'Services that wait for one another',
  why: [
    'When each of two services is to start after the other, neither can. Compose refuses the whole project: `dependency cycle detected`.',
    'Mostly one of them can start alone and look for the other later; its `depends_on` is the one to take away.',
  ],
  severity: 'error',
  practice: 'resilience',
  since: '0.1.0',
  links: ['https://docs.docker.com/reference/compose-file/services/#depends_on'],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.4
    depends_on: [api]
  api:
    image: example/api:1.4
    depends_on:
      db: { condition: service_healthy }
  db:
    image: postgres:18
    depends_on:
      - «web»
`,
    },
    {
      title: 'itself',
      files: `services:
  web:
    image: example/web:1.4
    depends_on: [«web»]
`,
    },
    {
      title: 'by what the file above adds',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    depends_on: [api]
  api:
    image: example/api:1.4
`,
        'compose.override.yaml': `services:
  api:
    depends_on: [«web»]
`,
      },
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    depends_on: [api, db]
  api:
    image: example/api:1.4
    depends_on: [db]
  db:
    image: postgres:18
`,
    {
      title: 'two variants that are never read together',
      files: {
        'compose.a.yaml': `services:
  web:
    image: example/web:1.4
    depends_on: [api]
  api:
    image: example/api:1.4
`,
        'compose.b.yaml': `services:
  web:
    image: example/web:1.4
  api:
    image: example/api:1.4
    depends_on: [web]
`,
      },
    },
    {
      title: 'names that wait for nothing',
      files: `services:
  web:
    image: example/web:1.4
    links: [api]
    environment: { API: api }
  api:
    image: example/api:1.4
    environment: { WEB: web }
`,
    },
  ],
  *check({ assemblies }) {
    for (const assembly of assemblies) {
      const { path } = assembly.file.file;
      for (const { names, edges } of cyclesIn(assembly)) {
        // What the override adds to it, the override's own review tells.
        if (edges.some(({ at }) => isOverrideOf(at.file.path, path))) continue;
        const last = edges.findLast(({ at }) => at.file.path === path);
        if (!last) continue;
        yield {
          at: last.at,
          message:
            names.length === 1
              ? `\`${names[0]}\` waits for itself, so Compose refuses the project; take this away`
              : `Compose refuses services that wait for one another: ${shown([...names, names[0] ?? ''])}`,
          address: `services.${names.at(-1)}`,
        };
      }
    }
  },
});

function shown(names: readonly string[]): string {
  const short = names.length > 5 ? [...names.slice(0, 3), '…', ...names.slice(-1)] : names;
  return short.map((name) => (name === '…' ? name : `\`${name.slice(0, 30)}\``)).join(' → ');
}

interface Cycle {
  readonly names: readonly string[];
  /** The dependencies it consists of. */
  readonly edges: readonly Dependency[];
}

/** The cycles of a project, each once, found by going from each service down to what it waits for. */
function cyclesIn({ declarations }: Assembly): Cycle[] {
  const cycles: Cycle[] = [];
  const done = new Set<string>();
  for (const start of declarations.keys()) {
    const path: { readonly name: string; readonly via?: Dependency; readonly rest: Dependency[] }[] = [];
    const enter = (name: string, via?: Dependency) => {
      done.add(name);
      path.push({
        name,
        ...(via && { via }),
        rest: (declarations.get(name) ?? []).flatMap(({ dependsOn }) => dependsOn),
      });
    };
    if (!done.has(start)) enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.rest.shift();
      if (!next) {
        path.pop();
        continue;
      }
      const from = path.findIndex(({ name }) => name === next.name);
      if (from >= 0)
        cycles.push({
          names: path.slice(from).map(({ name }) => name),
          edges: [...path.slice(from + 1).flatMap(({ via }) => via ?? []), next],
        });
      else if (!done.has(next.name)) enter(next.name, next);
    }
  }
  return cycles;
}
