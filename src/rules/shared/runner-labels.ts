import { embeddedIn, hasExpression } from '../../formats/github-actions/embedded';
import { plainPath } from '../../formats/github-actions/expression-uses';
import type { Job } from '../../formats/github-actions/model';
import { items, map, scalar } from '../../formats/yaml/access';
import type { YamlNode, YamlScalar } from '../../formats/yaml/syntax';

/** The labels that runners of one job must have all; of a matrix one at a time. */
interface LabelSet {
  readonly labels: readonly YamlScalar[];
  /** Whether one label alone says which runner is asked for, so that it must be GitHub's or one's own. */
  readonly isAlone: boolean;
}

/** What a job's `runs-on` asks for, through its matrix too; labels that are only known later are left out. */
export function labelSetsOf({ map: job, strategy }: Job): readonly LabelSet[] {
  const node = job.get('runs-on');
  if (node?.kind === 'seq') return [{ labels: plain(node.items), isAlone: node.items.length === 1 }];
  if (node?.kind !== 'scalar') return [];
  if (!hasExpression(node.text)) return [{ labels: [node], isAlone: true }];
  const name = matrixName(node);
  if (name === undefined) return [];
  const matrix = map(strategy?.get('matrix'));
  const values = [
    ...items(matrix?.get(name)),
    ...items(matrix?.get('include')).flatMap((each) => map(each)?.get(name) ?? []),
  ];
  return values.map((value) =>
    value.kind === 'seq'
      ? { labels: plain(value.items), isAlone: value.items.length === 1 }
      : { labels: plain([value]), isAlone: true },
  );
}

function plain(nodes: readonly YamlNode[]): readonly YamlScalar[] {
  return nodes.flatMap((node) => scalar(node) ?? []).filter(({ text }) => text !== '' && !hasExpression(text));
}

/** The key of `${{ matrix.os }}`, where that is all. */
function matrixName(node: YamlScalar): string | undefined {
  const [only, ...others] = embeddedIn(node);
  if (!only?.expression || others.length > 0 || only.end - only.start !== node.text.trim().length) return undefined;
  return /^matrix\.([^.]+)$/.exec(plainPath(only.expression) ?? '')?.[1];
}
