export { at, boolean, items, map, number, pairs, scalar, seq, string } from './access';
export {
  appendItem,
  insertPairs,
  insertUnder,
  removePart,
  setScalar,
  setValue,
  Verbatim,
  type YamlValue,
} from './edit';
export { locate } from './locate';
export { parseYaml } from './parse';
export type * from './syntax';
