/** The 97.5 % point of the standard normal. */
const z95 = 1.959963984540054;

/**
 * Wilson's 95 % interval of a success probability (Wilson 1927): it stays within 0 and 1, and is no point where all
 * runs or none succeed. @param successes of `runs`, which is at least 1.
 */
export function wilsonInterval(successes: number, runs: number): [number, number] {
  const share = successes / runs;
  const z2 = (z95 * z95) / runs;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (z95 / (1 + z2)) * Math.sqrt((share * (1 - share)) / runs + z2 / (4 * runs));
  return [successes === 0 ? 0 : middle - half, successes === runs ? 1 : middle + half];
}
