/** Names that organisations give to the tags that nearly all of them ask for, folded. */
const SAME: readonly (readonly string[])[] = [
  ['environment', 'env', 'environmentname', 'envname', 'environmenttype', 'deploymentenvironment', 'stage'],
  ['team', 'owner', 'teamname', 'owningteam', 'ownerteam', 'teamowner', 'ownername', 'owners', 'ownedby', 'squad'],
  [
    'costcenter',
    'costcentre',
    'costcenterid',
    'costcentreid',
    'costcentercode',
    'costcode',
    'chargecode',
    'billingcode',
  ],
];

/** Whether a tag is one that is asked for: `Env` and `environment`, `cost_centre` and `CostCenter`, `acme:owner` and `team`. */
export function isSameTag(tag: string, wanted: string): boolean {
  const meant = folded(wanted);
  const names = SAME.find((each) => each.includes(meant)) ?? [meant];
  return (
    names.includes(folded(tag)) ||
    names.includes(folded(tag.slice(Math.max(tag.lastIndexOf(':'), tag.lastIndexOf('/')) + 1)))
  );
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** How a tag's name is usually written: `CostCenter` for tags; labels may hold only lower case, hence `cost_center`. */
export function usualSpelling(name: string, isLabel: boolean): string {
  const words = name.split(/[-_\s]+/).filter((word) => word !== '');
  if (words.length === 0) return name;
  if (isLabel) return words.join('_').toLowerCase();
  // Whoever writes capitals means them.
  if (name !== name.toLowerCase() || /[^\w\s-]/.test(name)) return name;
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}
