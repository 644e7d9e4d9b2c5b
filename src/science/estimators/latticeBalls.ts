/**
 * How many sites of the d-dimensional integer lattice lie within 0, 1 … `radius` steps along the axes, for d real by
 * Ehrhart's polynomial, and its slope in d (Macocco et al. 2023, eq. 3). The generating function
 * (1 + x)^d / (1 − x)^(d + 1) gives (t + 1) V(t + 1) = (2 d + 1) V(t) + t V(t − 1), whose terms are all positive.
 */
export function latticeBalls(d: number, radius: number): { volumes: Float64Array; slopes: Float64Array } {
  const volumes = new Float64Array(radius + 1);
  const slopes = new Float64Array(radius + 1);
  volumes[0] = 1;
  if (radius > 0) {
    volumes[1] = 2 * d + 1;
    slopes[1] = 2;
  }
  for (let t = 1; t < radius; t++) {
    const [v, before] = [volumes[t] as number, volumes[t - 1] as number];
    volumes[t + 1] = ((2 * d + 1) * v + t * before) / (t + 1);
    slopes[t + 1] = (2 * v + (2 * d + 1) * (slopes[t] as number) + t * (slopes[t - 1] as number)) / (t + 1);
  }
  return { volumes, slopes };
}
