import type { Severity } from '../../../core/rule';
import type { Span } from '../../../core/text';
import { type Keyword, KeywordIndex } from '../../../formats/secrets/keywords';
import type { Assignment, TextDocument } from '../../../formats/secrets/model';
import { secretNoun } from '../secret-name';
import { couldBeSecret, isPlaceholder, isReference, isStandInToken } from '../secret-value';
import { argumentNoun } from './arguments';
import type { Form } from './form';
import { forms } from './forms';
import { isPublishedKey } from './published';
import { isFileToCopy, isTestMaterial } from './tests';

/** A secret in a text: known by its form, by the name it stands under, or by both. */
export interface Secret {
  readonly at: Span;
  readonly form: Form | undefined;
  readonly assignment: Assignment | undefined;
  readonly severity: Severity;
  /** Its issuer gives it to everybody, to try things out with. */
  readonly isPublished: boolean;
}

/** What a name that says secret has in it. */
const NAME_WORDS = ['pass', 'pwd', '_pw', 'psk', 'secret', 'token', 'key', 'credential', '_pat', 'salt'];

/** Stands for a word of a name, where a form stands for its keywords. */
const NAME = 'name';

const INDEX = new KeywordIndex<Form | typeof NAME>([
  ...forms.flatMap((form) =>
    form.keywords.map((word): Keyword<Form> => ({ word, ignoresCase: form.ignoresCase ?? false, of: form })),
  ),
  ...NAME_WORDS.map((word): Keyword<typeof NAME> => ({ word, ignoresCase: true, of: NAME })),
]);

/** The longest stretch of `lead` characters that is gone back over; no secret stands in longer ones. */
const LONGEST_LEAD = 400;

/** By form, which ASCII characters are of its `lead`. */
const LEADS = new Map(
  forms.map(({ id, lead }) => [
    id,
    lead && Uint8Array.from({ length: 128 }, (_, unit) => (lead.test(String.fromCharCode(unit)) ? 1 : 0)),
  ]),
);

/** What was found in a document: several rules ask for it. */
const FOUND = new WeakMap<TextDocument, { readonly today: string; readonly secrets: readonly Secret[] }>();

/** The secrets in a text, each once, in its order. `today` is the day of the review, as `2026-11-21`. */
export function findSecrets(document: TextDocument, today: string): readonly Secret[] {
  let found = FOUND.get(document);
  if (found?.today !== today) {
    found = { today, secrets: search(document, today) };
    FOUND.set(document, found);
  }
  return found.secrets;
}

function search(document: TextDocument, today: string): Secret[] {
  const { file } = document;
  const isToCopy = isFileToCopy(file.path);
  const isTest = isToCopy || isTestMaterial(file.path);
  const byForm: Secret[] = [];
  const mentions: number[] = [];
  const tried = new Map<string, Tried>();
  let inside = 0;
  for (const { at, of } of INDEX.find(file.text)) {
    if (of === NAME) {
      if (isPartOfName(file.text, at)) mentions.push(at);
    } else if (at >= inside && !(isTest && of.isMadeForTests)) {
      const found = matchAt(document, of, at, isTest, today, tried);
      if (!found) continue;
      byForm.push(found);
      // What stands in a private key is no other secret; what begins where this one does may be.
      if (found.at.start <= at)
        inside = Math.max(inside, at + 1, found.at.end - found.at.start > 400 ? found.at.end : 0);
    }
  }
  const assignments = document.assignmentsAt(isToCopy ? [] : mentions.sort((a, b) => a - b));
  const named = assignments.filter(
    (assignment) =>
      !(isTest && !isDeployed(assignment)) && isNamedSecret(assignment, isTest) && !isCalledStandIn(assignment),
  );
  const byName = named.map((assignment): Secret => {
    const isPublished = isPublishedKey(assignment.text);
    const severity = isPublished || document.kind === 'markdown' ? 'info' : 'error';
    return { at: assignment.value, form: undefined, assignment, severity, isPublished };
  });
  const found = merged(byForm, byName, assignments);
  const isShown = ({ at, form }: Secret) => (!form || form.isMadeForTests === true) && document.isInHelp(at.start);
  return found.filter((secret) => !isShown(secret)).map(withSeverity);
}

function isDeployed({ place }: Assignment): boolean {
  return place === 'deployed' || place === 'argument';
}

/** Whether a comment behind the value says that it is to be changed or only for show. */
function isCalledStandIn({ value: { file, end } }: Assignment): boolean {
  const rest = file.text.slice(end, end + 200);
  const comment = /^["']?[,;]?[ \t]+(?:#|\/\/)([^\r\n]{1,180})/.exec(rest)?.[1] ?? '';
  return /\b(?:change|replace|adjust|example|dummy|fake|placeholder|sample|temp|temporary|testing)\b/i.test(comment);
}

/** The ID of a key is half of what an attacker needs: with the secret key near, it is as bad as that. */
function withSeverity(secret: Secret, index: number, all: readonly Secret[]): Secret {
  if (secret.form?.id !== 'aws-access-key-id') return secret;
  const isNear = (other: Secret | undefined) =>
    other !== undefined && other.form?.id !== secret.form?.id && Math.abs(other.at.start - secret.at.start) < 500;
  return isNear(all[index - 1]) || isNear(all[index + 1]) ? secret : { ...secret, severity: 'warning' };
}

/** A bare `key:` is in every other line, and never a secret. */
function isPartOfName(text: string, at: number): boolean {
  const unit = text.charCodeAt(at) | 32;
  if (unit !== 107) return true;
  return /[\w-]/.test(text[at - 1] ?? '');
}

/** The stretch of `lead` characters in which a form was looked for last: from its start to the keyword. */
interface Tried {
  readonly start: number;
  readonly at: number;
}

/** Where a form that has its keyword at an offset would begin; undefined where it can't, or where it was tried before. */
function startOf(text: string, form: Form, at: number, tried: Map<string, Tried>): number | undefined {
  const lead = LEADS.get(form.id);
  if (!lead) return /\w/.test(text[at] ?? '') && /[\w-]/.test(text[at - 1] ?? '') ? undefined : at;
  const last = tried.get(form.id);
  let start = at;
  while (start > 0 && start !== last?.at && lead[text.charCodeAt(start - 1)] === 1) start--;
  const isSame = start === last?.at;
  if (isSame && last) start = last.start;
  tried.set(form.id, { start, at });
  return isSame || at - start > LONGEST_LEAD ? undefined : start;
}

function matchAt(
  { file, kind }: TextDocument,
  form: Form,
  at: number,
  isTest: boolean,
  today: string,
  tried: Map<string, Tried>,
): Secret | undefined {
  const { text } = file;
  const { pattern } = form;
  const start = startOf(text, form, at, tried);
  if (start === undefined) return undefined;
  const offset = form.window === undefined ? 0 : start;
  pattern.lastIndex = start - offset;
  const match = pattern.exec(form.window === undefined ? text : text.slice(start, start + form.window));
  if (!match) return undefined;
  const [from, to] = (match.indices?.groups?.secret ?? [match.index, match.index + match[0].length]).map(
    (place) => place + offset,
  ) as [number, number];
  const secret = text.slice(from, to);
  if (
    isStandInToken(secret, isTest || kind === 'closed' || kind === 'code' || kind === 'markdown') ||
    form.accepts?.(secret, match, today) === false
  )
    return undefined;
  const isPublished = form.isPublished?.(secret) === true;
  // What documentation shows around a password is mostly made up with it, and tests make up what nothing proves.
  const isShown = (kind === 'markdown' && form.isMadeForTests === true) || (isTest && form.accepts === undefined);
  return {
    at: file.span(from, to),
    form,
    assignment: undefined,
    severity: isPublished || isShown ? 'info' : severityOf(form, secret),
    isPublished,
  };
}

function severityOf({ severity = 'error' }: Form, secret: string): Severity {
  return typeof severity === 'function' ? severity(secret) : severity;
}

function isNamedSecret(assignment: Assignment, isTest: boolean): boolean {
  const { text, place } = assignment;
  const noun = argumentNoun(assignment);
  if (
    noun === undefined ||
    (place === 'code' && assignment.name === 'Pass') ||
    repeats(assignment) ||
    isSearchKey(assignment)
  )
    return false;
  return couldBeSecret(text, noun, place) || (noun === 'password' && !isTest && isResourcePassword(assignment));
}

/** A name that is given itself is the name of a setting, wherever that is kept. */
function repeats({ name, text }: Assignment): boolean {
  const [called, given] = [name, text].map((each) => each.toLowerCase().replace(/[^a-z\d]/g, ''));
  return called !== undefined && given !== undefined && given.length >= 6 && called.endsWith(given);
}

/** The key that a page of documentation searches with, which everybody may have. */
function isSearchKey({ name, text, value: { file, start, end } }: Assignment): boolean {
  if (!/^[\da-f]{32}$/.test(text) || !/api_?key$/i.test(name)) return false;
  return /algolia|docsearch|index_?name/i.test(file.text.slice(Math.max(0, start - 400), end + 300));
}

/** A resource is given its password by nobody else: any word there is the password. */
function isResourcePassword({ text, node }: Assignment): boolean {
  if (node?.kind !== 'hcl' || node.blocks[0]?.type !== 'resource') return false;
  const isWhole = node.attribute.expression === node.literal && secretNoun(node.attribute.name) === 'password';
  return isWhole && text.length >= 8 && !/\s/.test(text) && !isReference(text) && !isPlaceholder(text);
}

/** Of secrets that overlap the one known by its form counts, and of those the first and longest. */
function merged(byForm: readonly Secret[], byName: readonly Secret[], all: readonly Assignment[]): Secret[] {
  const assignments = new Map(all.map((assignment) => [assignment.value.start, assignment]));
  const candidates = [
    ...byForm.map((secret) => ({ ...secret, assignment: wholeOf(secret.at, assignments) })),
    ...byName,
  ];
  const out: Secret[] = [];
  for (const secret of candidates.sort(byStart)) {
    const last = out.at(-1);
    if (!last || last.at.end <= secret.at.start) out.push(secret);
    else if (!last.form && secret.form) out[out.length - 1] = secret;
  }
  return out;
}

function byStart(a: Secret, b: Secret): number {
  return a.at.start - b.at.start || b.at.end - a.at.end;
}

/** The assignment whose whole value the secret is. */
function wholeOf(at: Span, assignments: ReadonlyMap<number, Assignment>): Assignment | undefined {
  const assignment = assignments.get(at.start);
  return assignment?.value.end === at.end ? assignment : undefined;
}
