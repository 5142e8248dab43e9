import { type Fix, rule } from '../../core/rule';
import type { ShellCommand } from '../../formats/shell/syntax';
import { mayMention } from '../shared/mention';
import { packageCall } from '../shared/package-calls';
import { runsOf } from '../shared/run-instructions';
import { removeWords, replaceWord } from '../shared/shell-edit';
import { PACKAGES_MENTION, type Unchecked, uncheckedPackages } from '../shared/unchecked-transfer';

export default rule({
  id: 'dockerfile/signature-check-off',
  title: 'Packages installed without a check of their signatures',
  why: [
    'The signature is what ties a package to those who made it. Without the check a mirror, a proxy or whoever has taken over the repository decides what is installed, with the rights of root.',
    'Most repositories publish their key: put it into `/etc/apt/keyrings` and name it with `signed-by=`, import it with `rpm --import`, or copy it to `/etc/apk/keys`. `--force-yes` of apt turns off more than the signature; `-y` is what is mostly meant.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'checkov:CKV2_DOCKER_7',
    'checkov:CKV2_DOCKER_8',
    'checkov:CKV2_DOCKER_9',
    'checkov:CKV2_DOCKER_10',
    'checkov:CKV2_DOCKER_11',
  ],
  links: [
    'https://manpages.debian.org/stable/apt/apt-secure.8.en.html',
    'https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper',
    'https://dnf.readthedocs.io/en/latest/conf_ref.html',
  ],
  bad: [
    {
      files: `FROM debian:13
RUN apt-get update && apt-get install -y «--allow-unauthenticated» shop && rm -rf /var/lib/apt/lists/*
RUN apt-get install «--force-yes» shop && apt-get install -y «--force-yes» shop
`,
      fixed: `FROM debian:13
RUN apt-get update && apt-get install -y shop && rm -rf /var/lib/apt/lists/*
RUN apt-get install -y shop && apt-get install -y shop
`,
    },
    {
      title: 'Alpine, Red Hat, SUSE',
      files: `FROM alpine:3.24
RUN wget https://example.com/shop.apk && apk add --no-cache «--allow-untrusted» shop.apk
RUN yum -y «--nogpgcheck» install https://example.com/shop.rpm && rpm -i «--nosignature» https://example.com/b.rpm
RUN zypper «--no-gpg-checks» -n install shop && dnf install -y «--setopt=gpgcheck=0» shop
`,
      fixed: `FROM alpine:3.24
RUN wget https://example.com/shop.apk && apk add --no-cache shop.apk
RUN yum -y install https://example.com/shop.rpm && rpm -i https://example.com/b.rpm
RUN zypper -n install shop && dnf install -y shop
`,
    },
    {
      title: 'settings of repositories',
      files: `FROM debian:13
RUN echo «"deb [trusted=yes] https://repo.example.com stable main"» > /etc/apt/sources.list.d/shop.list \\
 && echo "deb-src [trusted=yes] https://repo.example.com stable main" >> /etc/apt/sources.list.d/shop.list
RUN printf «'[shop]\\nbaseurl=https://repo.example.com\\ngpgcheck=0\\n'» > /etc/yum.repos.d/shop.repo
RUN sed -i «'s/gpgcheck=1/gpgcheck=0/'» /etc/yum.conf
`,
    },
  ],
  good: [
    'FROM debian:13\nRUN apt-get update && apt-get install -y shop && rm -rf /var/lib/apt/lists/*\n',
    {
      title: 'a package of our own, copied in',
      files:
        'FROM alpine:3.24\nCOPY shop.apk /tmp/\nRUN apk add --no-cache --allow-untrusted /tmp/shop.apk\nFROM fedora:44\nCOPY *.rpm /tmp/\nRUN dnf install -y --nogpgcheck /tmp/*.rpm && rpm -i --nodigest /tmp/a.rpm\n',
    },
    {
      title: 'a local repository',
      files: 'FROM debian:13\nRUN echo "deb [trusted=yes] file:/opt/packages ./" > /etc/apt/sources.list.d/own.list\n',
    },
    {
      title: 'of metadata only, or turned on',
      files:
        "FROM fedora:44\nRUN sed -i 's/gpgcheck=0/gpgcheck=1/' /etc/yum.conf && echo 'repo_gpgcheck=0' >> /etc/yum.repos.d/a.repo\n",
    },
    { title: 'another command’s option', files: 'FROM debian:13\nRUN echo --force-yes && make --force-yes\n' },
  ],
  *check({ stages }) {
    for (const stage of stages) {
      for (const { command, span } of runsOf(stage)) {
        if (!mayMention(span, PACKAGES_MENTION)) continue;
        const fetches = command.commands.some(({ name }) => /^(?:curl|wget|aria2c)$/.test(name ?? ''));
        const said = new Set<string>();
        for (const each of command.commands) {
          if (!fetches && installsOwnFiles(each)) continue;
          for (const unchecked of uncheckedPackages(each)) {
            const [first] = unchecked.words;
            const last = unchecked.words.at(-1);
            // Several lines of one file are one setting.
            if (!first || !last || (unchecked.isText && said.has(unchecked.written))) continue;
            said.add(unchecked.written);
            yield {
              at: { ...first.span, end: Math.max(first.span.end, last.span.end) },
              message: `\`${unchecked.written}\` turns off the check of signatures; import the repository’s key instead`,
              fix: fixOf(each, unchecked),
            };
          }
        }
      }
    }
  },
});

/** Whether all that a command installs are files, and none is fetched. */
function installsOwnFiles(command: ShellCommand): boolean {
  const packages =
    command.name === 'rpm'
      ? command.words.slice(1).filter(({ prefix }) => !prefix.startsWith('-'))
      : (packageCall(command)?.packages ?? []);
  return (
    packages.length > 0 &&
    packages.every(({ prefix, raw }) => isFile(prefix) || (/\.(?:apk|rpm|deb)["']?$/.test(raw) && !isUrl(raw)))
  );
}

function isFile(text: string): boolean {
  return /^(?:\.{0,2}\/|\*)/.test(text) || (/\.(?:apk|rpm|deb)$/.test(text) && !isUrl(text));
}

function isUrl(text: string): boolean {
  return text.includes('://');
}

function fixOf(command: ShellCommand, { words, written, isText }: Unchecked): Fix | undefined {
  const [word] = words;
  if (isText || !word) return undefined;
  const saysYes = packageCall(command)?.given.has('-y', '--yes', '--assume-yes', '-qq');
  if (written === '--force-yes' && !saysYes) {
    const edit = replaceWord(word, '-y');
    return edit && { title: 'Use -y', edits: [edit] };
  }
  const edits = removeWords(command, words);
  return edits && { title: `Leave ${written} out`, edits };
}
