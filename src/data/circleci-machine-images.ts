// Images of virtual machines that CircleCI has taken away, with the day. Source: the notices of CircleCI on the end of its
// images of Ubuntu 14.04 and 16.04, https://circleci.com/blog/ubuntu-14-16-image-deprecation/, and
// https://circleci.com/docs/guides/execution-managed/machine-convenience-image-lifecycle/ (2026-08).

const RETIRED: readonly { readonly images: RegExp; readonly since: string }[] = [
  { images: /^ubuntu-1604(?::|$)/, since: '2022-05-31' },
  { images: /^circleci\/classic(?::|$)/, since: '2022-05-31' },
];

/** The image for those who want no other. */
export const CURRENT_MACHINE_IMAGE = 'ubuntu-2404:current';

/** Since when an image is gone, as `2022-05-31`; undefined while it is there, and for those that are not known. */
export function retirementOf(image: string): string | undefined {
  return RETIRED.find(({ images }) => images.test(image))?.since;
}
