// The sections of a declarative pipeline. Source: https://www.jenkins.io/doc/book/pipeline/syntax/

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const PIPELINE_SECTIONS = words(
  'agent stages options environment parameters triggers tools post libraries when input',
);

export const STAGE_SECTIONS = words(
  'agent steps stages parallel matrix failFast when input options environment tools post',
);
