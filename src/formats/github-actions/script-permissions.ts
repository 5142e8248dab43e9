import { type Command, forEachChild, parse, type SyntaxNode } from 'unbash';
import { githubCliPermissions, type Scopes } from '../../data/action-permissions';
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
  const isBash = shell === 'bash' || shell === 'sh';
  const script = isBash ? parse(mask(scalar.text, embeddedIn(scalar))) : undefined;
  if (!script || script.errors?.length) {
    // Without its commands a script says only by its words that it may need nothing.
    return context.hasToken || UNCLEAR.test(scalar.text) || /\bgh\b|\bgit\b/.test(scalar.text) ? undefined : {};
  }
  return union([...commandsIn(script)].map((command) => scopesOfCommand(command, context)));
}

function scopesOfCommand(command: Command, context: ScriptContext): Scopes | undefined {
  const words = [command.name, ...command.args].flatMap((word) => (word?.type === 'Word' ? [word.value] : []));
  const [name = '', first = '', second = ''] = words;
  if (name === 'gh') return context.hasToken ? githubCliPermissions[first]?.[second] : undefined;
  if (name === 'git' && words.includes('push')) {
    if (words.some((word) => word.includes('://'))) return undefined;
    return context.hasOwnCredentials ? {} : { contents: 'write' };
  }
  // Where these push to and with what, their login says.
  if (/^(?:docker|podman|buildah|crane|oras|helm)$/.test(name) && !context.hasToken) return {};
  if (PLAIN.test(name) || words.length === 0) return {};
  return context.hasToken || UNCLEAR.test(words.slice(0, 5).join(' ')) ? undefined : {};
}

/** Commands that read no token from the environment. */
const PLAIN =
  /^(?:git|echo|printf|cat|grep|sed|awk|jq|yq|cut|tr|head|tail|sort|uniq|wc|test|\[|true|false|exit|export|set|unset|local|read|cd|pwd|ls|mkdir|rm|cp|mv|touch|chmod|find|date|sleep|tar|zip|unzip|basename|dirname|tee|xargs|sha256sum|return|shift|break|continue)$/;

/** Words of commands that may publish something with a token or a git push of their own. */
const UNCLEAR =
  /(?:^|[\s:/_.-])(?:releas\w*|publish\w*|deploy\w*|gh-pages|semantic-release|changeset|push|upload|attest|sign)\b/i;

function* commandsIn(root: SyntaxNode): Generator<Command> {
  const waiting: SyntaxNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'Command') yield node;
    forEachChild(node, (child) => {
      waiting.push(child);
    });
  }
}
