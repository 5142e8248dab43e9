import type { ImageReference } from './image';

/**
 * Whether an image may be used by a team's list of registries: `ghcr.io` (a host), `ghcr.io/acme` (what lies beneath),
 * `*.azurecr.io` (any host of a domain); Docker Hub is `docker.io`, its official images `docker.io/library`.
 */
export function isFromAllowedRegistry({ registry, repository }: ImageReference, allowed: readonly string[]): boolean {
  return allowed.some((entry) => {
    const [host = '', ...folders] = entry
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .split('/')
      .filter((part) => part !== '');
    const wanted = host === 'index.docker.io' ? 'docker.io' : host;
    const isHost = wanted.startsWith('*.') ? registry.endsWith(wanted.slice(1)) : registry.toLowerCase() === wanted;
    return isHost && (folders.length === 0 || `${repository}/`.startsWith(`${folders.join('/')}/`));
  });
}
