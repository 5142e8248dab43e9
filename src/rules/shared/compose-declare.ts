import type { Edit } from '../../core/text';
import { insertPairs, scalar, setValue, Verbatim, type YamlMap } from '../../formats/yaml';

/**
 * Declares a volume, a network or the like by its name alone at the top of a Compose file: `volumes:` with `data:` below.
 * Undefined where something else stands there already.
 */
export function declareAtTop(root: YamlMap, section: string, name: string): Edit | undefined {
  const pair = root.pair(section);
  if (root.isFlow || pair?.alias || (pair && pair.parent !== root)) return undefined;
  const nothing = new Verbatim('');
  if (!pair) return withoutTrailingBlanks(insertPairs(root, { [section]: { [name]: nothing } }));
  if (!pair.value || scalar(pair.value)?.value === null)
    return withoutTrailingBlanks(setValue(pair, { [name]: nothing }));
  if (pair.value.kind !== 'map' || pair.value.isFlow) return undefined;
  return withoutTrailingBlanks(insertPairs(pair.value, { [name]: nothing }));
}

/** A key without a value needs no blank after its colon. */
function withoutTrailingBlanks(edit: Edit): Edit {
  return { ...edit, text: edit.text.replace(/: $/, ':') };
}
