import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'of a whole stage, once',
      files: 'FROM golang:1.27-alpine\nWORKDIR /a\nRUN go build ./... && «curl https://example.com/a | tr a b > c»\nRUN git log | sort > d\n',
      fixed:
        'FROM golang:1.27-alpine\nWORKDIR /a\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nRUN go build ./... && curl https://example.com/a | tr a b > c\nRUN git log | sort > d\n',
    },
    {
      title: 'a shell that does not know it',
      files: 'FROM debian:13\nSHELL ["/bin/dash", "-c"]\nRUN «curl https://example.com/a | tr a b > c»\n',
    },
  ],
  good: [
    { title: 'an applet that notices', files: 'FROM debian:13\nRUN curl https://example.com/a.zip | busybox unzip -\n' },
    { title: 'grep fails without a match', files: 'FROM debian:13\nRUN curl https://example.com/a | tr a b | grep c > d\n' },
    { title: 'one that prints early and goes', files: 'FROM debian:13\nRUN curl https://example.com/a | sed 5q > b && curl https://example.com/a | awk "{print; exit}" > c\n' },
    { title: 'what is printed only', files: 'FROM debian:13\nRUN echo "$(curl https://example.com/a | tr a b)"\n' },
    { title: 'another system', files: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN curl https://example.com/a | sort\n' },
  ],
} satisfies Cases;
