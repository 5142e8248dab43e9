import type { Span } from '../../core/text';
import { githubCliPermissions, type Scopes } from '../../data/action-permissions';
import { parseShell } from '../shell/parse';
import type { ShellCommand } from '../shell/syntax';
import { embeddedIn } from './embedded';
import type { Script } from './model';
import { union } from './scopes';
import { mask } from './script/place';

interface ScriptContext {
  /** Whether the workflow's token is in the environment. */
  readonly hasToken: boolean;
  /** Whether git has been given other credentials than the token. */
  readonly hasOwnCredentials: boolean;
}

/** What the workflow's token must be able to do for a script; undefined where that can't be told. */
export function scopesOfScript({ scalar, shell }: Script, context: ScriptContext): Scopes | undefined {
  // Pull requests are issues too, and what is done to them asks for another scope.
  if (/\bgh[ \t]+issue\b/.test(scalar.text) && scalar.text.includes('pull_request')) return undefined;
  const text = mask(scalar.text, embeddedIn(scalar));
  const isRead = shell === 'bash' || shell === 'sh';
  const key = `${isRead}${context.hasToken}${context.hasOwnCredentials}:${text}`;
  let answer = known.get(key);
  if (!answer) {
    if (known.size >= MOST_KNOWN) known.clear();
    answer = { scopes: scopesOfText(text, isRead, scalar, context) };
    known.set(key, answer);
  }
  return answer.scopes;
}

/** What scripts need, by their text: while one is typed in, all others of the file are known from before. */
const known = new Map<string, { readonly scopes: Scopes | undefined }>();
const MOST_KNOWN = 1_000;

function scopesOfText(text: string, isRead: boolean, scalar: Span, context: ScriptContext): Scopes | undefined {
  const script = isRead ? parseShell({ text, locate: () => scalar }) : undefined;
  if (script?.problems.length === 0) {
    return union(script.commands.map((command) => scopesOfCommand(command, context)));
  }
  // Without its commands a script tells only by its words that it may need nothing.
  return context.hasToken || mayPublish(text) || /\b(?:gh|git)\b/.test(text) ? undefined : {};
}

function scopesOfCommand({ name, words }: ShellCommand, context: ScriptContext): Scopes | undefined {
  const [, first = '', second = ''] = words.map(({ value }) => value ?? '');
  if (words.length === 0 || (name !== undefined && PLAIN.has(name))) return {};
  if (name === 'gh') return context.hasToken ? githubCliPermissions[first]?.[second] : undefined;
  if (name === 'git') {
    if (!words.some(({ value }) => value === 'push')) return {};
    if (words.some(({ raw }) => raw.includes('://'))) return undefined;
    return context.hasOwnCredentials ? {} : { contents: 'write' };
  }
  if (context.hasToken) return undefined;
  if (name !== undefined && HAS_OWN_LOGIN.has(name)) return {};
  const head = words.slice(0, 5).map(({ raw }) => raw);
  return mayPublish(head.join(' ')) ? undefined : {};
}

/** Commands that read no token from the environment. */
const PLAIN = new Set(
  `[ basename break cat cd chmod continue cp cut date dirname echo exit export false find grep head jq local ls mkdir mv
   printf pwd read return rm sed set sha256sum shift sleep sort tail tar tee test touch tr true uniq unset unzip wc xargs
   yq zip`.split(/\s+/),
);

/** Commands that get their credentials in another way, or need none. */
const HAS_OWN_LOGIN = new Set(['buildah', 'crane', 'curl', 'docker', 'helm', 'oras', 'podman', 'wget']);

const PUBLISHING = /^(?:releas|publish|deploy|attest)|^(?:pages|changeset|push|upload|sign)$/;

/** Whether some word speaks of publishing, which may be done with a git push or a token that nobody has mentioned. */
function mayPublish(text: string): boolean {
  return text
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => PUBLISHING.test(word));
}
