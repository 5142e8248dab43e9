import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { runsOf } from '../shared/run-instructions';
import { isOnlyCommand } from '../shared/shell-edit';

export default rule({
  id: 'dockerfile/shell-link',
  title: '`/bin/sh` replaced by another shell',
  why: [
    'Every script of the distribution begins with `#!/bin/sh` and is tested with the shell that came with it: installation scripts of packages, cron, the init of services. With another shell behind the name they may do something else, in the build and in the running container. The next update of the shell’s package puts the link back, and what relies on it breaks.',
    '`SHELL ["/bin/bash", "-c"]` changes the shell of the instructions that follow, and nothing else.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['hadolint:DL4005', 'kics:Changing Default Shell Using RUN Command', 'semgrep:use-shell-instruction'],
  links: ['https://docs.docker.com/reference/dockerfile/#shell'],
  bad: [
    {
      files: 'FROM ubuntu:26.04\nRUN «ln -sf /bin/bash /bin/sh»\nRUN source /etc/profile\n',
      fixed: 'FROM ubuntu:26.04\nSHELL ["/bin/bash", "-c"]\nRUN source /etc/profile\n',
    },
    {
      title: 'among other things',
      files: 'FROM ubuntu:26.04\nRUN rm /bin/sh && «ln -s /bin/bash /bin/sh» && source /etc/profile\n',
    },
  ],
  good: [
    'FROM ubuntu:26.04\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN source /etc/profile\n',
    {
      title: 'other links',
      files:
        'FROM alpine:3.24\nRUN ln -s /bin/bash /usr/local/bin/sh-login && ln -s /bin/sh /usr/local/bin/bash && ls /bin/sh\n',
    },
    {
      title: 'an image without a shell gets one',
      files: 'FROM scratch\nCOPY busybox /bin/busybox\nRUN ["/bin/busybox", "ln", "-s", "/bin/busybox", "/bin/sh"]\n',
    },
    {
      title: 'back to what it was',
      files: 'FROM ubuntu:26.04\nRUN ln -sf dash /bin/sh && echo ln -s /bin/bash /bin/sh\n',
    },
  ],
  *check({ stages }) {
    for (const stage of stages) {
      for (const run of runsOf(stage)) {
        for (const command of run.command.commands) {
          const { name, words, span } = command;
          if (name !== 'ln' && name !== 'cp' && name !== 'mv') continue;
          const operands = words.slice(1).filter(({ prefix }) => !prefix.startsWith('-'));
          const [from, to] = operands.map(({ value }) => value ?? '');
          const shell = /(?:^|\/)(bash|zsh|ksh|fish)$/.exec(from ?? '')?.[1];
          if (!shell || operands.length !== 2) continue;
          if (!/^\/(?:usr\/)?bin\/sh$/.test(to ?? '')) continue;
          const program = from?.startsWith('/') ? from : `/bin/${shell}`;
          yield {
            at: span,
            message: `Scripts of the distribution are not made for ${shell} as \`/bin/sh\`; use \`SHELL\``,
            fix: isOnlyCommand(run, command)
              ? { title: 'Use SHELL', edits: [replace(run.span, `SHELL ["${program}", "-c"]`)] }
              : undefined,
          };
        }
      }
    }
  },
});
