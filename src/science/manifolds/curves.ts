import { onePart, type Sampler } from './sampler';

/**
 * M5a of scikit-dimension's BenchmarkManifolds, after Hein & Audibert 2005: a curve that winds eight times about a torus of radii 2 and 1, in R³. Uniform in
 * the angle t: ((2 + cos 8t) cos t, (2 + cos 8t) sin t, sin 8t).
 */
export function windingHelix(): Sampler {
  return onePart(1, 3, (rng, out) => {
    const t = 2 * Math.PI * rng.uniform();
    const radius = 2 + Math.cos(8 * t);
    out[0] = radius * Math.cos(t);
    out[1] = radius * Math.sin(t);
    out[2] = Math.sin(8 * t);
  });
}

/** M13b of scikit-dimension's BenchmarkManifolds: five turns of a helix of radius 100, uniform along it, in R³ within R¹³. */
export function spiral(): Sampler {
  return onePart(1, 13, (rng, out) => {
    const t = 10 * Math.PI * rng.uniform();
    out[0] = 100 * Math.cos(t);
    out[1] = 100 * Math.sin(t);
    out[2] = t;
  });
}
