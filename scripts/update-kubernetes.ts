// Refreshes src/data/kubernetes-api-removals.json and src/data/kubernetes-releases.json from clones of
// github.com/FairwindsOps/pluto and github.com/endoflife-date/endoflife.date; bare clones will do.
// `npx tsx scripts/update-kubernetes.ts pluto endoflife.date`
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';

interface Deprecation {
  readonly version: string;
  readonly kind?: string;
  readonly 'deprecated-in'?: string;
  readonly 'removed-in'?: string;
  readonly 'replacement-api'?: string;
  readonly component: string;
}

interface Removal {
  readonly version: string;
  readonly kind: string;
  readonly removed: string;
  readonly deprecated?: string;
  readonly replacement?: string;
}

const [pluto, endOfLife] = process.argv.slice(2);
if (!pluto || !endOfLife) throw new Error('Say where the clones of pluto and endoflife.date lie');

/** From kubernetes.io/docs/reference/using-api/deprecation-guide: what Pluto lists under a kind that does not exist. */
const FLOW_CONTROL: readonly Removal[] = ['FlowSchema', 'PriorityLevelConfiguration'].flatMap((kind) =>
  [
    ['v1beta1', '1.26', '1.23'],
    ['v1beta2', '1.29', '1.26'],
    ['v1beta3', '1.32', '1.29'],
  ].map(([version, removed = '', deprecated = '']) => ({
    version: `flowcontrol.apiserver.k8s.io/${version}`,
    kind,
    removed,
    deprecated,
    replacement: 'flowcontrol.apiserver.k8s.io/v1',
  })),
);

function show(clone: string, path: string): string {
  return execFileSync('git', ['-C', clone, 'show', `HEAD:${path}`], { encoding: 'utf8' });
}

function commit(clone: string): string {
  return execFileSync('git', ['-C', clone, 'log', '-1', '--format=%cs %h'], { encoding: 'utf8' }).trim();
}

/** `1.16` for `v1.16.0`. */
function release(version: string): string {
  return /\d+\.\d+/.exec(version)?.[0] ?? version;
}

function removals(): Removal[] {
  const listed: readonly Deprecation[] = parse(show(pluto as string, 'versions.yaml'))['deprecated-versions'];
  const removed = listed.flatMap((each) => {
    const { version, kind, 'removed-in': gone, 'deprecated-in': deprecated, 'replacement-api': replacement } = each;
    if (each.component !== 'k8s' || !kind || !gone || kind === 'FlowControl') return [];
    return {
      version,
      kind,
      removed: release(gone),
      ...(deprecated && { deprecated: release(deprecated) }),
      // Its replacement is gone too.
      ...(replacement && kind !== 'PodSecurityPolicy' && { replacement }),
    };
  });
  return [...removed, ...FLOW_CONTROL];
}

function releases(): { release: string; endOfLife: string }[] {
  const [page] = parseAllDocuments(show(endOfLife as string, 'products/kubernetes.md'));
  const listed: readonly { releaseCycle: string; eol: Date | string }[] = page?.toJS().releases;
  return listed.map(({ releaseCycle, eol }) => ({
    release: releaseCycle,
    endOfLife: eol instanceof Date ? eol.toISOString().slice(0, 10) : eol,
  }));
}

function write(name: string, about: string, source: string, rows: Record<string, readonly object[]>): void {
  const head = Object.entries({ about, source }).map(([key, text]) => `  "${key}": ${JSON.stringify(text)},\n`);
  const [[list, items] = ['', []]] = Object.entries(rows);
  const lines = items.map((item) => `    ${JSON.stringify(item)}`).join(',\n');
  writeFileSync(`src/data/${name}.json`, `{\n${head.join('')}  "${list}": [\n${lines}\n  ]\n}\n`);
}

write(
  'kubernetes-api-removals',
  'Versions of kinds that Kubernetes has removed: the release that no longer serves them, the one that deprecated them, and what serves the kind instead.',
  `FairwindsOps/pluto versions.yaml (Apache-2.0) ${commit(pluto)}; flow control from kubernetes.io/docs/reference/using-api/deprecation-guide; refreshed by scripts/update-kubernetes.ts`,
  { versions: removals() },
);
write(
  'kubernetes-releases',
  'Releases of Kubernetes and the last day of their support by the project.',
  `endoflife.date (MIT) ${commit(endOfLife)}; refreshed by scripts/update-kubernetes.ts`,
  { releases: releases() },
);
