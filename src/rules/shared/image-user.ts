import {
  DROPPING_ORGANISATIONS,
  DROPS_PRIVILEGES,
  IMAGE_USERS,
  OFFICIAL_ROOT_IMAGES,
  OTHER_ROOT_IMAGES,
  ROOT_SERVERS,
} from '../../data/image-users';
import { type ImageReference, officialName } from './image';

/** As whom an image starts, as far as that is known. `drops`: as root, and it changes to another user by itself. */
export function startsAs(reference: ImageReference): 'root' | 'drops' | undefined {
  const name = `${reference.registry}/${reference.repository}`;
  const tag = reference.tag?.text ?? '';
  if (DROPS_PRIVILEGES.has(name) || DROPPING_ORGANISATIONS.some((images) => images.test(name))) return 'drops';
  // The masters of Apache and PHP-FPM stay root, their workers don't.
  if (name === 'docker.io/library/php' && /apache|fpm/.test(tag)) return 'drops';
  if (/windows|nanoserver|nonroot|chiseled|distroless|unprivileged|rootless/.test(tag)) return undefined;
  const official = officialName(reference);
  const isRoot =
    (official !== undefined && OFFICIAL_ROOT_IMAGES.has(official)) ||
    OTHER_ROOT_IMAGES.some((images) => images.test(name));
  return isRoot ? 'root' : undefined;
}

/** Whether an image runs a server as root without being told what to run. */
export function isRootServer(reference: ImageReference): boolean {
  return ROOT_SERVERS.has(officialName(reference) ?? '');
}

/** The unprivileged user that an image brings, as `USER` takes it. */
export function userOf(reference: ImageReference): string | undefined {
  const name = `${reference.registry}/${reference.repository}`;
  // Images of .NET have had one since version 8.
  const dotnet = name.startsWith('mcr.microsoft.com/dotnet/') && Number(/^\d+/.exec(reference.tag?.text ?? '')?.[0]);
  if (dotnet && dotnet >= 8) return '$APP_UID';
  return IMAGE_USERS.find(({ images }) => images.test(name))?.user;
}
