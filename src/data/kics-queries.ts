/** The names of KICS queries by their ids, as its `metadata.json` files say; what `kics-scan disable=` lists. */
export const kicsQueries: Readonly<Record<string, string>> = {
  'b03a748a-542d-44f4-bb86-9199ab4fd2d5': 'Healthcheck Instruction Missing',
  'fd54f200-402c-4333-a5a4-36ef6709af2f': 'Missing User Instruction',
};
