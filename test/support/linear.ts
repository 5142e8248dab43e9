import { expect } from 'vitest';

/** Holds that eight times the input takes not much more than eight times as long; quadratic work would take 64 times. */
export function expectLinear(work: (times: number) => void, times = 500): void {
  const few = fastest(() => work(times));
  const many = fastest(() => work(times * 8));
  expect(many, `${times} took ${few.toFixed(1)} ms`).toBeLessThan(few * 30 + 20);
}

/** Milliseconds; of several runs, as the machine may be busy. */
function fastest(work: () => void): number {
  const runs = Array.from({ length: 3 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...runs);
}
