import { onePart, type Sampler } from './sampler';

/** M5b of Hein & Audibert 2005: the helicoid (r cos p, r sin p, p / 2) in R³, r and p uniform on [0, 10π]. */
export function helicoid(): Sampler {
  return onePart(2, 3, (rng, out) => {
    const r = 10 * Math.PI * rng.uniform();
    const p = 10 * Math.PI * rng.uniform();
    out[0] = r * Math.cos(p);
    out[1] = r * Math.sin(p);
    out[2] = p / 2;
  });
}

/**
 * M7 of Hein & Audibert 2005, the Swiss roll of Tenenbaum et al. 2000: (t cos t, h, t sin t) in R³, t uniform on
 * [1.5π, 4.5π], h on [0, 21].
 */
export function swissRoll(): Sampler {
  return onePart(2, 3, (rng, out) => {
    const t = 1.5 * Math.PI * (1 + 2 * rng.uniform());
    out[0] = t * Math.cos(t);
    out[1] = 21 * rng.uniform();
    out[2] = t * Math.sin(t);
  });
}

/** M11 of Hein & Audibert 2005: a band about the unit circle in R³, of width 1, that makes `twists` half turns; 10 there. */
export function moebius(twists: number): Sampler {
  return onePart(2, 3, (rng, out) => {
    const angle = 2 * Math.PI * rng.uniform();
    const across = rng.uniform() - 0.5;
    const radius = 1 + across * Math.cos((twists / 2) * angle);
    out[0] = radius * Math.cos(angle);
    out[1] = radius * Math.sin(angle);
    out[2] = across * Math.sin((twists / 2) * angle);
  });
}

/**
 * M13a of Hein & Audibert 2005: the S-curve (sin t, h, ±(cos t − 1)) in R³, with t's sign, t uniform on
 * [−1.5π, 1.5π], h on [0, 2].
 */
export function sCurve(): Sampler {
  return onePart(2, 3, (rng, out) => {
    const t = 3 * Math.PI * (rng.uniform() - 0.5);
    out[0] = Math.sin(t);
    out[1] = 2 * rng.uniform();
    out[2] = Math.sign(t) * (Math.cos(t) - 1);
  });
}

/**
 * Twin peaks, as Johnsson et al. 2015 generalise them: the graph of height · Π sin(2π x_i) over [0, 1]^d, uniform
 * over its base, in R^(d+1).
 */
export function twinPeaks(dimension: number, height: number): Sampler {
  return onePart(dimension, dimension + 1, (rng, out) => {
    let product = height;
    for (let i = 0; i < dimension; i++) {
      const x = rng.uniform();
      out[i] = x;
      product *= Math.sin(2 * Math.PI * x);
    }
    out[dimension] = product;
  });
}
