import { basename } from '../../core/path';
import type { ComposeFile } from '../../formats/compose/model';
import { at, map, pairs, scalar } from '../../formats/yaml';

/** What Compose itself does nothing with: whoever writes it deploys to a Swarm. */
const OF_SWARM = ['update_config', 'rollback_config', 'placement', 'endpoint_mode'];

const STACKS = new WeakMap<ComposeFile, boolean>();

/** Whether a file is surely made for `docker stack deploy`: it says what only a Swarm understands. */
export function isStack(file: ComposeFile): boolean {
  let known = STACKS.get(file);
  if (known === undefined) {
    known =
      pairs(file.root?.get('services')).some(({ value }) => isForSwarm(map(at(value, 'deploy')))) || hasOverlay(file);
    STACKS.set(file, known);
  }
  return known;
}

function isForSwarm(deploy: ReturnType<typeof map>): boolean {
  if (!deploy) return false;
  return OF_SWARM.some((key) => deploy.has(key)) || scalar(deploy.get('mode'))?.text === 'global';
}

/** A network over several hosts that nobody but a Swarm's services may join. */
function hasOverlay({ root }: ComposeFile): boolean {
  return pairs(root?.get('networks')).some(
    ({ value }) =>
      scalar(at(value, 'driver'))?.text === 'overlay' &&
      ['external', 'attachable'].every((key) => !map(value)?.has(key)),
  );
}

/** Whether a file is for a Swarm and for nothing else: by its name and a deployment, or by what Compose can't do. */
export function isOnlyStack(file: ComposeFile): boolean {
  const deploys = pairs(file.root?.get('services')).flatMap(({ value }) => map(at(value, 'deploy')) ?? []);
  if (deploys.length > 0 && /(?:^|[._-])(?:stack|swarm)(?=[._-])/i.test(basename(file.file.path))) return true;
  return hasOverlay(file) || deploys.some((deploy) => deploy.has('rollback_config') || deploy.has('endpoint_mode'));
}
