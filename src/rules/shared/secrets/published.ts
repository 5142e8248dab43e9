/** How keys begin that their issuers publish, to try things out with: of the emulators of Azure Storage and Cosmos DB, of reCAPTCHA. */
const PUBLISHED = ['Eby8vdM02xNO', 'C2y6yDjf5/R+', '6LeIxAcTAAAAA', 'sk_test_4eC39HqLyj', 'sk_test_BQokikJOvB'];

/** Whether a key is one that its issuer gives to everybody. */
export function isPublishedKey(text: string): boolean {
  return PUBLISHED.some((start) => text.startsWith(start));
}
