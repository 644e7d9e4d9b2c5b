/** The 97.5 % point of Student's t, exact for every whole number of degrees of freedom from 1. */
export function studentQuantile(degreesOfFreedom: number): number {
  let low = 0;
  let high = Math.PI / 2;
  // In θ = arctan(t / √ν) the law lies on a bounded range, however heavy its tails.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (withinAngle(middle, degreesOfFreedom) < 0.95) low = middle;
    else high = middle;
  }
  return Math.sqrt(degreesOfFreedom) * Math.tan((low + high) / 2);
}

/** P(|T| ≤ √ν tan θ) (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4). */
function withinAngle(theta: number, degreesOfFreedom: number): number {
  const cosine = Math.cos(theta);
  const isOdd = degreesOfFreedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = 0;
  for (let power = isOdd ? 1 : 0; power <= degreesOfFreedom - 2; power += 2) {
    sum += term;
    term *= ((power + 1) / (power + 2)) * cosine * cosine;
  }
  const series = Math.sin(theta) * sum;
  return isOdd ? (2 / Math.PI) * (theta + series) : series;
}

/** @param sorted ascending. Interpolated linearly between order statistics. */
export function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? NaN;
  return low + (at % 1) * ((sorted[Math.ceil(at)] ?? NaN) - low);
}
