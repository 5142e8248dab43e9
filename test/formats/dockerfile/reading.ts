import { SourceFile } from '../../../src/core/text';
import type { Dockerfile, Instruction } from '../../../src/formats/dockerfile/model';
import { parseDockerfile } from '../../../src/formats/dockerfile/parse';

export function read(text: string): Dockerfile {
  return parseDockerfile(new SourceFile('Dockerfile', text));
}

type Of<Keyword, Each = Instruction> = Each extends { keyword: infer Own }
  ? Keyword extends Own
    ? Each
    : never
  : never;

/** The only instruction of one kind in the last stage. */
export function only<Keyword extends Instruction['keyword']>(
  { finalStage }: Dockerfile,
  keyword: Keyword,
): Of<Keyword> {
  const found = finalStage?.instructions.filter((each) => each.keyword === keyword) ?? [];
  if (found.length !== 1) throw new Error(`${found.length} times ${keyword}`);
  return found[0] as Of<Keyword>;
}

/** Instructions of all sorts, with everything that makes them hard to read. */
export const NASTY = `# syntax=docker/dockerfile:1.7
# check=skip=all
# a comment
ARG VERSION=20 OTHER
ARG BASE="node:\${VERSION:-18}-\${FLAVOUR:+x}alpine"

from --platform=$BUILDPLATFORM \${BASE} as Build
  ENV A="b c" D=e\\ f G='$V' \\
    # between
    H="\${A:-\${B:-x}}"
ENV legacy  a b  c
RUN --mount=type=cache,target=/root/.npm --mount=type=secret,id="a b" \\
    apt-get update \\

  # a note
  && apt-get install -y --no-install-recommends 'cu'"rl" \\
     "\${PKG}"=1.* && \\
  sh -c 'echo "$HOME"' | tee -a /x
RUN <<-"EOF" cat > /a && sh <<B
\t\tfoo $x \\
\tEOF
ls -la
B
RUN <<EOF
#!/bin/bash
set -e; for i in 1 2; do echo "$i" || true; done
EOF
RUN ["/bin/sh", "-c", "a \\"b\\" \\u0041 && c"]
COPY --from=0 --chown=1000:1000 --chmod=0644 a b*  ./
COPY ["a b", "c\\\\d", "/e f/"]
ADD <<X https://example.com/a.tgz /y/
in
X
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
ONBUILD RUN echo \\
  a
HEALTHCHECK --interval=30s CMD curl -f http://localhost/ || exit 1
EXPOSE 80 443/tcp \${PORT}
FROM build AS final
STOPSIGNAL SIGTERM
VOLUME ["/data"]
LABEL "a b"=c d="e
USER \${USER:-app}:app
WORKDIR /a b/\${X}
ENTRYPOINT exec node  "server.js" \\
`;
