import type { Project } from '../../../core/project';
import type { Fix } from '../../../core/rule';
import { contains, insert, replace } from '../../../core/text';
import { dockerfile } from '../../../formats/dockerfile';
import type { Assignment } from '../../../formats/secrets/model';

/** Mounts what stands before a command of a Dockerfile as `NAME=value` as a secret of the build, under that name. */
export function buildFix({ name, value }: Assignment, project: Project): Fix | undefined {
  const { file } = value;
  if (!/^\w+$/.test(name) || !dockerfile.mayBe(file.path) || dockerfile.detect(file) === undefined) return undefined;
  const document = project.open('dockerfile', file.path);
  const run = document?.stages
    .flatMap(({ instructions }) => instructions)
    .find((each) => each.keyword === 'RUN' && contains(each.span, value));
  if (!document || run?.keyword !== 'RUN' || run.command.form !== 'shell') return undefined;
  // `env=` came with version 1.10 of the syntax.
  const syntax = document.directives.find((each) => each.name === 'syntax')?.value.text ?? '';
  if (Number(/dockerfile:1\.(\d+)/.exec(syntax)?.[1] ?? 10) < 10) return undefined;
  const quotes = /["']/.test(file.text[value.start - 1] ?? '') ? 1 : 0;
  const start = value.start - quotes - name.length - 1;
  const rest = /^[ \t]+(?=\S)/.exec(file.text.slice(value.end + quotes, value.end + quotes + 20))?.[0];
  const isAtStart =
    start === run.arguments.start || /(?:&&|;|\|\|)[ \t]*$/.test(file.text.slice(run.arguments.start, start));
  if (file.text.slice(start, start + name.length + 1) !== `${name}=` || rest === undefined || !isAtStart)
    return undefined;
  return {
    title: `Mount ${name} as a secret of the build`,
    kind: 'suggested',
    edits: [
      insert(file, run.keywordSpan.end, ` --mount=type=secret,id=${name},env=${name}`),
      replace(file.span(start, value.end + quotes + rest.length), ''),
    ],
  };
}
