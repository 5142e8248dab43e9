import { expect } from 'vitest';

/** Holds that 16 times the input takes not much more than 16 times as long; quadratic work would take 256 times. */
export function expectLinear(work: (times: number) => void, times = 500): void {
  const few = fastest(() => work(times));
  const many = fastest(() => work(times * 16));
  expect(many, `${times} took ${few.toFixed(1)} ms`).toBeLessThan(few * 80 + 100);
}

/** Milliseconds of the processor, which other processes don't lengthen; of several runs, as garbage is collected in some. */
function fastest(work: () => void): number {
  const runs = Array.from({ length: 3 }, () => {
    const start = process.cpuUsage();
    work();
    return process.cpuUsage(start).user / 1000;
  });
  return Math.min(...runs);
}
