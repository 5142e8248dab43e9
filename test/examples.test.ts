import { expect, test } from 'vitest';
import { Session } from '../src/core/session';
import { walk } from '../src/core/walk';
import { formats } from '../src/formats';
import { diskSource } from '../src/host/disk';
import { loaders } from '../src/rules';
import { TODAY } from './support/project';

/** The rules that speak in a folder of examples/. */
async function saidIn(folder: string): Promise<string[]> {
  const source = diskSource(`examples/${folder}`);
  const session = new Session({ formats, loaders, source, today: TODAY });
  const rules: string[] = [];
  for await (const path of walk(source)) {
    for (const { rule } of (await session.review(path)).findings) rules.push(rule);
  }
  return rules;
}

test('the shop has something wrong for every format', async () => {
  const said = await saidIn('shop');
  expect(new Set(said.map((rule) => rule.split('/')[0]))).toEqual(new Set(Object.keys(formats)));
  expect(said).not.toContain('review/syntax-error');
});

test('the shop put right has nothing left', async () => {
  expect(await saidIn('shop-put-right')).toEqual([]);
});
