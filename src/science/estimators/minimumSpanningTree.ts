/**
 * The lengths of the edges of the minimum spanning tree of the first n points, by Prim's algorithm (1957) in n² steps.
 *
 * @param distances row-major, `stride × stride`, symmetric.
 * Returns the sum of their powers `alpha`.
 */
export function spanningTreeSum(distances: Float64Array, stride: number, n: number, alpha: number): number {
  const nearest = new Float64Array(n).fill(Infinity);
  const joined = new Uint8Array(n);
  let sum = 0;
  let last = 0;
  joined[0] = 1;
  for (let edges = 1; edges < n; edges++) {
    let next = -1;
    let shortest = Infinity;
    for (let j = 1; j < n; j++) {
      if (joined[j] === 1) continue;
      const distance = distances[last * stride + j] as number;
      if (distance < (nearest[j] as number)) nearest[j] = distance;
      if ((nearest[j] as number) < shortest) {
        shortest = nearest[j] as number;
        next = j;
      }
    }
    if (next < 0) break;
    sum += shortest ** alpha;
    joined[next] = 1;
    last = next;
  }
  return sum;
}
