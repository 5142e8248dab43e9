import type { Module } from '../module';
import { awsIngress } from './aws';
import { azureIngress } from './azure';
import { googleIngress } from './google';
import type { IngressRule } from './rule';

/** All that a module's firewalls let in. */
export function* ingressOf(module: Module): Generator<IngressRule> {
  yield* awsIngress(module);
  yield* azureIngress(module);
  yield* googleIngress(module);
}
