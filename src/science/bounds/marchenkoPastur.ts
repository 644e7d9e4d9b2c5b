/** Points of the quadrature in the angle. */
const steps = 4096;

/**
 * The eigenvalues that the second moments of N points of D independent unit coordinates have as both grow, γ = D/N
 * (Marchenko and Pastur 1967): quantiles of their law at (i − ½)/D, greatest first. The density on
 * [(1 − √γ)², (1 + √γ)²] is √((b − x)(x − a)) / (2πγx); where γ > 1, a share 1 − 1/γ of the eigenvalues is 0.
 *
 * @param size D. @param ratio γ, above 0.
 */
export function marchenkoPastur(size: number, ratio: number): Float64Array {
  const root = Math.sqrt(ratio);
  const [low, high] = [(1 - root) ** 2, (1 + root) ** 2];
  const [middle, half] = [(low + high) / 2, (high - low) / 2];
  // With x = middle + half · cos φ the density is smooth; φ from 0, the upper end, so that it is a tail that is summed.
  const angles = new Float64Array(steps + 1);
  const tail = new Float64Array(steps + 1);
  for (let k = 0; k < steps; k++) {
    const phi = (Math.PI * (k + 0.5)) / steps;
    const x = middle + half * Math.cos(phi);
    const density = x > 0 ? (half * Math.sin(phi)) ** 2 / (2 * Math.PI * ratio * x) : 0;
    angles[k + 1] = (Math.PI * (k + 1)) / steps;
    tail[k + 1] = (tail[k] as number) + (density * Math.PI) / steps;
  }
  const mass = tail[steps] as number;
  const positive = Math.round(size * Math.min(1, 1 / ratio));
  const spectrum = new Float64Array(size);
  let k = 0;
  for (let i = 0; i < positive; i++) {
    const wanted = ((i + 0.5) / positive) * mass;
    while (k < steps - 1 && (tail[k + 1] as number) < wanted) k++;
    const [from, to] = [tail[k] as number, tail[k + 1] as number];
    const share = to > from ? (wanted - from) / (to - from) : 0;
    const phi = (angles[k] as number) + share * ((angles[k + 1] as number) - (angles[k] as number));
    spectrum[i] = middle + half * Math.cos(phi);
  }
  return spectrum;
}
