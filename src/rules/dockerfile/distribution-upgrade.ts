import { rule } from '../../core/rule';
import { isEffective, type PackageCall, packageCalls } from '../shared/package-calls';
import { runsOf } from '../shared/run-instructions';

export default rule({
  id: 'dockerfile/distribution-upgrade',
  title: 'Distribution upgraded inside of the build',
  why: [
    'Upgrading the whole distribution may replace and remove packages of the base image, and what comes out depends on the day of the build: two builds of one commit differ, and the image is neither the tested base nor a newer one. The layer also keeps both versions of everything.',
    'A newer tag of the base image is the same upgrade, tested and smaller. Official images are rebuilt within days of a security update; build with `--pull`.',
    'Plain `upgrade` installs security updates without removing packages, and where the base image is slow that can be right; it is reported only with the option `everyUpgrade`.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  equivalents: [
    'hadolint:DL3035',
    'trivy:DS-0024',
    'semgrep:avoid-apt-get-upgrade',
    'semgrep:avoid-apk-upgrade',
    'semgrep:avoid-dnf-update',
    'semgrep:avoid-yum-update',
    'semgrep:avoid-zypper-update',
  ],
  options: {
    everyUpgrade: {
      type: 'boolean',
      default: false,
      description: 'Report `apt-get upgrade`, `apk upgrade`, `dnf upgrade` and `zypper update` of all packages too.',
    },
  },
  links: [
    'https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often',
    'https://manpages.debian.org/stable/apt/apt-get.8.en.html',
  ],
  bad: [
    { files: 'FROM debian:13\nRUN apt-get update && «apt-get dist-upgrade» -y && rm -rf /var/lib/apt/lists/*\n' },
    { files: 'FROM opensuse/leap:16.0\nRUN «zypper -n dup»\n' },
    {
      title: 'every upgrade',
      options: { everyUpgrade: true },
      files: 'FROM alpine:3.24\nRUN «apk upgrade» --no-cache\nFROM fedora:44\nRUN «dnf -y update» && dnf clean all\n',
    },
  ],
  good: [
    {
      title: 'updates that remove nothing',
      files: 'FROM debian:13\nRUN apt-get update && apt-get upgrade -y && apk upgrade && dnf -y upgrade\n',
    },
    {
      title: 'only the lists, or only one package',
      options: { everyUpgrade: true },
      files:
        'FROM debian:13\nRUN apt-get update && apk update && dnf -y update openssl && apt-get install -y --only-upgrade openssl\n',
    },
    {
      title: 'only tried or said',
      files: 'FROM debian:13\nRUN apt-get -s dist-upgrade && echo apt-get dist-upgrade\n',
    },
  ],
  *check({ stages }, { options }) {
    for (const stage of stages) {
      for (const { command } of runsOf(stage)) {
        for (const call of packageCalls(command)) {
          if (!isUpgrade(call, options.everyUpgrade)) continue;
          yield {
            at: call.head,
            message: 'This upgrades the base image to what the day brings; use a newer base image',
          };
        }
      }
    }
  },
});

function isUpgrade(call: PackageCall, everyUpgrade: boolean): boolean {
  const { action, packages } = call;
  return (
    (action === 'distribution' || (everyUpgrade && action === 'upgrade')) && packages.length === 0 && isEffective(call)
  );
}
