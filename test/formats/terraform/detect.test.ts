import { expect, test } from 'vitest';
import { SourceFile } from '../../../src/core/text';
import { terraform } from '../../../src/formats/terraform';

const detect = (path: string, text: string) => terraform.detect(new SourceFile(path, text));

test.each([
  ['main.tf', 'its name ends with .tf'],
  ['a/main.tofu', 'its name ends with .tofu'],
  ['prod.tfvars', 'its name ends with .tfvars'],
  ['main.hcl', undefined],
])('%s', (path, reason) => expect(detect(path, '')).toBe(reason));

test.each([
  ['an action on its own line', '{{ if .Bucket }}\nresource "aws_s3_bucket" "a" {}\n{{ end }}\n'],
  ['an action for a value', 'resource "aws_s3_bucket" "a" {\n  count = {{ .Count }}\n}\n'],
  ['Jinja', '{% for each in buckets %}\nresource "aws_s3_bucket" "a" {}\n{% endfor %}\n'],
  ['ERB', 'locals {\n  a = <%= region %>\n}\n'],
])('a template is none: %s', (_, text) => expect(detect('main.tf', text)).toBeUndefined());

test.each([
  ['in a string', 'locals {\n  a = "{{ .Name }} <%= b %>"\n}\n'],
  ['in a heredoc', 'locals {\n  a = <<-EOT\n    {% if x %}\n  EOT\n}\n'],
  ['in a comment', '# {{ end }}\nlocals {}\n'],
  ['in a string beside something half typed', 'locals {\n  a = "{{ .Name }}"\n  b =\n}\n'],
  ['braces only', 'locals {\n  a = {{\n}\n'],
])('Terraform it is with a tag %s', (_, text) => expect(detect('main.tf', text)).toBe('its name ends with .tf'));
