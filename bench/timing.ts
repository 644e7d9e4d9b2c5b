/** Milliseconds by the clock, and of all cores together. */
export interface Timing {
  readonly wall: number;
  readonly spent: number;
}

/** What one call takes. */
export async function timed(work: () => unknown): Promise<Timing> {
  const begun = process.cpuUsage();
  const start = performance.now();
  await work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(begun);
  return { wall, spent: (user + system) / 1000 };
}

/** The least of each: what the work takes where nothing else comes between. */
export function least(timings: readonly Timing[]): Timing {
  return {
    wall: Math.min(...timings.map(({ wall }) => wall)),
    spent: Math.min(...timings.map(({ spent }) => spent)),
  };
}

/** A row of a table. */
export function tableRow(...cells: readonly (string | number)[]): void {
  console.log(`| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(0) : cell)).join(' | ')} |`);
}
