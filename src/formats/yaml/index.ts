export { at, boolean, items, map, number, pairs, scalar, seq, string } from './access';
export { parseYaml } from './parse';
export type * from './syntax';
