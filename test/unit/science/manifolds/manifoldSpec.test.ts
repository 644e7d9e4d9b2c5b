import { describe, expect, it } from 'vitest';
import { parseManifold } from '../../../../src/science/manifolds/manifoldSpec';

describe('the name of a manifold', () => {
  it.each([
    ['M1', 2500, 0, 11],
    [' m10A ( n = 100 , seed=4 ) ', 100, 4, 11],
    ['M1_Sphere(n=10)', 10, 0, 11],
    ['M2_Affine_3to5()', 2500, 0, 5],
    ['swiss_roll', 2500, 0, 3],
    ['sphere(d=5)', 2500, 0, 6],
    ['sphere(d=5,ambient=20)', 2500, 0, 20],
    ['crumpled(d=3,curvature=0.5,waves=1)', 2500, 0, 6],
  ])('%s', (text, points, seed, ambient) => {
    const spec = parseManifold(text);
    expect(spec.ok && spec.value).toMatchObject({ points, seed, noise: 0, sampler: { ambient } });
  });

  it.each([
    ['', /is no manifold: write one as M1/],
    ['M1(n=5', /is no manifold/],
    ['M14', /no manifold "M14": did you mean M4\?|no manifold "M14"/],
    ['spheer(d=2)', /did you mean sphere\? choose from M1, /],
    ['M1(d=3)', /M1 has no parameter "d=3": it has n, seed, noise/],
    ['M1(n)', /cannot take n=: a whole number from 1/],
    ['M1(n=2.5)', /cannot take n=2\.5: a whole number/],
    ['M1(seed=-1)', /cannot take seed=-1/],
    ['M1(n=5,n=6)', /given n twice/],
    ['sphere(d=5,ambient=5)', /ambient must be at least 6/],
    ['gaussian-2d(correlation=1)', /a number from -0\.999999 to 0\.999999/],
  ])('%j is refused with what is possible', (text, message) => {
    const spec = parseManifold(text);
    expect(spec.ok ? '' : spec.error).toMatch(message);
  });
});
