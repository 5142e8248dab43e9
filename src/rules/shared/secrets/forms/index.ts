import type { Form } from '../form';
import { clouds } from './clouds';
import { codeHosting } from './code-hosting';
import { credentials } from './credentials';
import { keys } from './keys';
import { models } from './models';
import { packages } from './packages';
import { services } from './services';

/** Every kind of secret that is known by its form; where two match one text, the first counts. */
export const forms: readonly Form[] = [
  ...codeHosting,
  ...packages,
  ...clouds,
  ...services,
  ...models,
  ...keys,
  ...credentials,
];
