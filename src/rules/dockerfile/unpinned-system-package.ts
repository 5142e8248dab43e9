import { rule } from '../../core/rule';
import { packageCalls } from '../shared/package-calls';
import { SYSTEM_FAMILIES } from '../shared/package-managers';
import { inWords, unpinnedPackages, versionEdits } from '../shared/package-version';
import { runsOf } from '../shared/run-instructions';

export default rule({
  id: 'dockerfile/unpinned-system-package',
  title: 'Package of the system installed without a version',
  why: [
    'Without versions two builds of one commit may hold different packages. Whoever has to prove what an image holds, or rebuilds it bit by bit, names them.',
    'It has a price, which is why this is off until asked for: distributions keep only their newest versions, so a named one is gone with the next security update, and the build fails until somebody follows. It works with a mirror of snapshots, or with a bot that renews the versions.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'all',
  since: '0.1.0',
  fixes: 'template',
  equivalents: [
    'hadolint:DL3008',
    'hadolint:DL3018',
    'hadolint:DL3033',
    'hadolint:DL3037',
    'hadolint:DL3041',
    'kics:Apt Get Install Pin Version Not Defined',
    'kics:Unpinned Package Version in Apk Add',
    'kics:Yum install Without Version',
    'kics:Missing Version Specification In dnf install',
    'kics:Zypper Install Without Version',
  ],
  links: ['https://docs.docker.com/build/building/best-practices/#version-pinning', 'https://snapshot.debian.org/'],
  bad: [
    {
      files: 'FROM debian:13\nRUN apt-get update && apt-get install -y «curl» git=1:2.47.3-0+deb13u1 jq\n',
      fixed: 'FROM debian:13\nRUN apt-get update && apt-get install -y curl=1.0.0 git=1:2.47.3-0+deb13u1 jq=1.0.0\n',
    },
    {
      title: 'Alpine, Red Hat, SUSE',
      files:
        'FROM alpine:3.24\nRUN apk add --no-cache --virtual .build «gcc»\nFROM fedora:44\nRUN dnf install -y «curl»\nFROM opensuse/leap:16.0\nRUN zypper -n in «curl»\n',
      fixed:
        'FROM alpine:3.24\nRUN apk add --no-cache --virtual .build gcc=1.0.0\nFROM fedora:44\nRUN dnf install -y curl-1.0.0\nFROM opensuse/leap:16.0\nRUN zypper -n in curl=1.0.0\n',
    },
  ],
  good: [
    'FROM debian:13\nRUN apt-get update && apt-get install -y curl=8.14.1-2 git/trixie-backports ./shop.deb /tmp/a.deb\n',
    'FROM alpine:3.24\nRUN apk add --no-cache curl=8.17.0-r1 "git~2.52" "jq>1.8" nginx@edge=1.29.1-r0\n',
    'FROM fedora:44\nRUN dnf install -y curl-8.15.0 python3-3.14.0 @development-tools /tmp/shop.rpm https://example.com/a.rpm\n',
    {
      title: 'not known, or nothing is installed',
      files:
        'FROM debian:13\nRUN apt-get install -y $PACKAGES "curl=$VERSION" && apt-get remove curl && apt-get install -s jq && pip install flask\n',
    },
  ],
  *check({ stages }) {
    for (const stage of stages) {
      for (const { command } of runsOf(stage)) {
        for (const call of packageCalls(command)) {
          if (!SYSTEM_FAMILIES.has(call.family) || call.given.has(...call.manager.inert)) continue;
          const unpinned = unpinnedPackages(call);
          const [first] = unpinned;
          if (!first) continue;
          const edits = versionEdits(unpinned);
          yield {
            at: first.word.span,
            message: `Whatever version of ${inWords(unpinned)} the mirror has gets installed; name the version`,
            fix: edits && { title: 'Name the version', edits },
          };
        }
      }
    }
  },
});
