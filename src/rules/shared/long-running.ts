import { SERVERS } from '../../data/server-images';
import type { Service } from '../../formats/compose/model';
import { startsServer } from './server-check';
import { imageOf } from './service-image';

/** Whether a service is surely there to run on: it publishes ports, or it starts a known server with the image's own command. */
export function isLongRunning(service: Service): boolean {
  const whole = [service, ...service.parts];
  if (service.dependents.some(({ dependency }) => dependency.condition === 'service_completed_successfully'))
    return false;
  if (whole.some(({ ports }) => ports.length > 0)) return true;
  if (whole.some(({ build }) => build)) return false;
  const repository = imageOf(service)?.repository;
  const server = SERVERS.find(({ repositories }) => repository !== undefined && repositories.includes(repository));
  return server !== undefined && whole.every((part) => startsServer(part, server));
}
