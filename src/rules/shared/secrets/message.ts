import { textOf } from '../../../core/text';
import { secretNoun } from '../secret-name';
import type { Secret } from './find';

const LONGEST_NAME = 60;
const LONGEST_SHARED = 4;

/** What is said of a secret: what it is and what to do, never what it reads. */
export function messageFor(secret: Secret): string {
  const { form, assignment } = secret;
  const text = textOf(secret.at);
  const name = nameFor(secret);
  if (secret.isPublished)
    return `Published ${form?.title ?? 'key'} for trying things out: take the one in use from outside, as a secret`;
  if (form) {
    const shown = form.shown ? ` (${text.slice(0, Math.min(form.shown, LONGEST_SHARED))}…)` : '';
    return `Hardcoded ${form.title}${shown}: git keeps it, so revoke it and load it from a secret store`;
  }
  const noun = assignment && secretNoun(assignment.name) === 'password' ? 'password' : 'secret';
  const what = name === undefined ? `Hardcoded ${noun}` : `${name} holds a hardcoded ${noun}`;
  return `${what}: git keeps it, so replace it and load the new one from outside`;
}

/** The name a secret stands under, unless it repeats a part of the secret. */
export function nameFor({ at, assignment }: Secret): string | undefined {
  const name = assignment?.name.slice(0, LONGEST_NAME);
  return name === undefined || name === '' || sharesText(name, textOf(at)) ? undefined : name;
}

function sharesText(name: string, secret: string): boolean {
  for (let at = 0; at + LONGEST_SHARED < name.length; at++) {
    if (secret.includes(name.slice(at, at + LONGEST_SHARED + 1))) return true;
  }
  return false;
}
