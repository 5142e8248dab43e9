import { map, scalar } from '../yaml/access';
import type { YamlMap, YamlScalar } from '../yaml/syntax';
import { hasOpenKeys } from './elements';
import { isComputed } from './embedded';
import type { Pool } from './model';

/** Whether the agents of a pool of this name are Microsoft's; any other has images of its own. */
export function isHosted(name: string): boolean {
  return /^(?:azure pipelines|hosted .*)$/i.test(name);
}

/** The pool that a pipeline, a stage, a job or a hook names. */
export function readPool(body: YamlMap): Pool | undefined {
  const pair = body.pair('pool');
  if (!pair) return undefined;
  const word = scalar(pair.value);
  if (word) return { pair, name: isComputed(word.text) ? undefined : word.text, vmImage: undefined, system: undefined };
  const settings = map(pair.value);
  const vmImage = scalar(settings?.get('vmImage'));
  const name = scalar(settings?.get('name'))?.text;
  const isOpen = settings === undefined || hasOpenKeys(settings);
  return {
    pair,
    name: name === undefined || isComputed(name) ? undefined : name,
    vmImage,
    system: isOpen && !vmImage ? undefined : systemOf(vmImage),
  };
}

function systemOf(vmImage: YamlScalar | undefined): Pool['system'] {
  const name = vmImage?.text.toLowerCase();
  if (name === undefined || isComputed(name)) return undefined;
  if (/^windows|^win|^vs20/.test(name)) return 'windows';
  if (/^mac/.test(name)) return 'macos';
  return /^ubuntu/.test(name) ? 'linux' : undefined;
}
