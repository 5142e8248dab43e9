import type { Finding, Fix } from '../../core/rule';
import type { ComposeFile, Service } from '../../formats/compose/model';

/** What services lack, and how it is said of one of them and of all. */
export interface Lack {
  readonly messageFor: (service: Service) => string;
  readonly fixFor: (service: Service) => Fix | undefined;
  readonly messageForAll: string;
  readonly titleForAll: string;
}

/** One finding for each service that lacks something; one at `services` where three or more do and `none` has it. */
export function* saidOnce(
  { root }: ComposeFile,
  lacking: readonly Service[],
  none: boolean,
  { messageFor, fixFor, messageForAll, titleForAll }: Lack,
): Generator<Finding> {
  const pair = root?.pair('services');
  if (pair && none && lacking.length > 2) {
    const edits = lacking.flatMap((service) => fixFor(service)?.edits ?? []);
    yield {
      at: pair.key,
      message: messageForAll,
      address: 'services',
      fix: edits.length > 0 ? { title: titleForAll, edits } : undefined,
    };
    return;
  }
  for (const service of lacking) {
    yield {
      at: service.key,
      message: messageFor(service),
      address: `services.${service.name}`,
      fix: fixFor(service),
    };
  }
}
