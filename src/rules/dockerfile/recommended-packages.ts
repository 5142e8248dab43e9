import { rule } from '../../core/rule';
import { textOf } from '../../core/text';
import type { Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { isEffective, type PackageCall, packageCalls } from '../shared/package-calls';
import { layersOf } from '../shared/run-instructions';
import { addOption } from '../shared/shell-edit';

export default rule({
  id: 'dockerfile/recommended-packages',
  title: 'Recommended packages installed along',
  why: [
    'apt installs what a package recommends, not only what it depends on: documentation, language data, sometimes a whole mail server. In an image nobody asked for it, yet everybody stores and pulls it, and each package is one more to be patched.',
    'With `--no-install-recommends` what the image needs has to be named. A package that was only recommended so far may be missing then (`ca-certificates` is one, beside `curl`), so the change waits for someone who builds and tries the image.',
    'Only layers of the final image are looked at, one finding for each `RUN`.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'hadolint:DL3015',
    'trivy:DS-0029',
    'kics:APT-GET Not Avoiding Additional Packages',
    'semgrep:missing-no-install-recommends',
  ],
  links: [
    'https://manpages.debian.org/stable/apt/apt-get.8.en.html',
    'https://docs.docker.com/build/building/best-practices/#apt-get',
  ],
  bad: [
    {
      files: 'FROM debian:13\nRUN apt-get update && «apt-get install» -y curl && rm -rf /var/lib/apt/lists/*\n',
      fixed:
        'FROM debian:13\nRUN apt-get update && apt-get install --no-install-recommends -y curl && rm -rf /var/lib/apt/lists/*\n',
    },
    {
      title: 'once for each RUN',
      files: `FROM debian:13 AS base
RUN apt-get update \\
 && «apt-get -qq install» \\
    curl \\
 && apt install -y git
FROM base
RUN ["/bin/sh", "-c", "apt-get update && «apt-get install» -y jq"]
`,
      fixed: `FROM debian:13 AS base
RUN apt-get update \\
 && apt-get -qq install --no-install-recommends \\
    curl \\
 && apt install --no-install-recommends -y git
FROM base
RUN ["/bin/sh", "-c", "apt-get update && apt-get install --no-install-recommends -y jq"]
`,
    },
  ],
  good: [
    'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n',
    {
      title: 'wanted, or said by an option',
      files:
        'FROM debian:13\nRUN apt-get install -y --install-recommends desktop && apt-get -o APT::Install-Recommends=false install -y curl\n',
    },
    {
      title: 'said in the configuration',
      files: `FROM debian:13 AS base
RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/99recommends
FROM base
RUN apt-get update && apt-get install -y curl
`,
    },
    {
      title: 'a stage that is only copied from',
      files:
        'FROM debian:13 AS build\nRUN apt-get update && apt-get install -y gcc\nFROM scratch\nCOPY --from=build /a /a\n',
    },
    { title: 'the variable may hold it', files: 'FROM debian:13\nRUN apt-get install $OPTIONS curl\n' },
    {
      title: 'what is built from needs more, and other managers have no such option',
      files:
        'FROM debian:13\nRUN apt-get build-dep -y nginx && apt-get remove -y curl && apk add curl && apt-get install -s curl\n',
    },
  ],
  *check({ finalStage }) {
    if (!finalStage || isConfigured(finalStage)) return;
    for (const { command } of layersOf(finalStage)) {
      const calls = packageCalls(command).filter(installsRecommended);
      const [first] = calls;
      if (!first) continue;
      yield {
        at: first.head,
        message: 'This installs recommended packages too; name what is needed and add `--no-install-recommends`',
        fix: {
          title: 'Add --no-install-recommends',
          edits: calls.flatMap(({ subcommand }) =>
            subcommand ? [addOption(subcommand, '--no-install-recommends')] : [],
          ),
        },
      };
    }
  },
});

function installsRecommended(call: PackageCall): boolean {
  const { family, subcommand, given, command } = call;
  return (
    family === 'apt' &&
    /^(?:re)?install$/.test(subcommand?.value ?? '') &&
    isEffective(call) &&
    !given.mayHoldMore &&
    !given.has('--no-install-recommends', '--install-recommends', '-R', '--without-recommends', '--download-only') &&
    !command.words.some(({ prefix }) => /Install-Recommends/i.test(prefix))
  );
}

const SETTING = /Install-Recommends/i;
const CONFIGURATION = /\/etc\/apt(?:\/apt\.conf|\/?["']?\s*$)/;

/** Whether apt is told elsewhere, or may be, to leave them out. */
function isConfigured(stage: Stage): boolean {
  return runtimeChain(stage).some(({ instructions }) =>
    instructions.some(({ keyword, span }) => {
      const text = textOf(span);
      if (keyword === 'COPY' || keyword === 'ADD') return CONFIGURATION.test(text);
      return SETTING.test(text.replace(/--(?:no-)?install-recommends|-o[ =]?\S+/gi, ''));
    }),
  );
}
