import { expect, test } from 'vitest';
import { sessionOf } from '../../support/project';

const WHOLE = `x-logging: &logging
  driver: local
services:
  web: &web
    image: "ghcr.io/example/web:\${TAG:-latest}"
    build: { context: ., target: run }
    privileged: true
    logging: *logging
    ports: ["8080:80", { target: 443, published: "8443" }]
    depends_on:
      db:
        condition: service_healthy
  worker:
    <<: *web
    extends:
      file: base.yaml
      service: worker
  db:
    image: postgres:18
    environment: [POSTGRES_DB=app]
    volumes:
      - type: bind
        source: /var/run/docker.sock
        target: /var/run/docker.sock
    ports:
      - 5432:5432
volumes:
  data:
`;

test('wherever typing stops, every rule gets through and every finding lies in the text', async () => {
  for (let end = 0; end <= WHOLE.length; end++) {
    const text = WHOLE.slice(0, end);
    const result = await sessionOf({ 'compose.yaml': text, 'base.yaml': text }).review('compose.yaml');
    expect(result.crashes, text).toEqual([]);
    for (const { at, fixes } of result.findings) {
      for (const span of [at, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.at))]) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }
  }
});
