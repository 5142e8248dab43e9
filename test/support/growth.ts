/** How many times as much of the processor ten times the work takes: about 10 where it grows in step, 100 where by its square. */
export function growth(run: (size: number) => void, size: number): number {
  run(size);
  // What is too short to be measured counts as one millisecond.
  return (
    cost(() => run(10 * size)) /
    Math.max(
      1,
      cost(() => run(size)),
    )
  );
}

/** The least of three runs, in milliseconds of the processor. */
function cost(run: () => void): number {
  const taken = [0, 1, 2].map(() => {
    const before = process.cpuUsage();
    run();
    return process.cpuUsage(before).user / 1000;
  });
  return Math.min(...taken);
}
