import { describe, expect, it } from 'vitest';
import { manifolds } from '../../../../src/science/manifolds/catalogue';
import { draw, moments, rowsOf, specOf } from './draw';

const norm = (row: readonly number[]): number => Math.hypot(...row);
const { PI } = Math;

/** Intrinsic and ambient dimension, as Hein & Audibert 2005 and Campadelli et al. 2015 list them. */
const published: Readonly<Record<string, readonly [number, number]>> = {
  M1: [10, 11],
  M2: [3, 5],
  M3: [4, 6],
  M4: [4, 8],
  M5a: [1, 3],
  M5b: [2, 3],
  M6: [6, 36],
  M7: [2, 3],
  M8: [12, 72],
  M9: [20, 20],
  M10a: [10, 11],
  M10b: [17, 18],
  M10c: [24, 25],
  M10d: [70, 71],
  M11: [2, 3],
  M12: [20, 20],
  M13a: [2, 3],
  M13b: [1, 13],
  Mn1: [18, 72],
  Mn2: [24, 96],
  Mp1: [3, 12],
  Mp2: [6, 21],
  Mp3: [9, 30],
  Mbeta: [10, 40],
};

/** Of what seed 3 gives, lest it change unnoticed: such a change makes stored results irreproducible. */
const checksums: readonly (readonly [string, number])[] = [
  ['M1', 15.7563135454],
  ['M2', 9.22541680246],
  ['M3', 7.01572823304],
  ['M4', -2.18536190871],
  ['M5a', -7.16779804064],
  ['M5b', -70.4188035315],
  ['M6', -20.9343306324],
  ['M7', -167.193273159],
  ['M8', 9.62845454015],
  ['M9', -15.2720792594],
  ['M10a', -12.7293565063],
  ['M10b', 11.2136841974],
  ['M10c', -8.3810077821],
  ['M10d', 27.5885054761],
  ['M11', 1.56432461299],
  ['M12', -33.8990626674],
  ['M13a', 6.69378299023],
  ['M13b', -1355.99665078],
  ['Mn1', -2.49406708716],
  ['Mn2', 4.41835239919],
  ['Mp1', 23.7699342984],
  ['Mp2', -17.2137645602],
  ['Mp3', 87.3257153216],
  ['Mbeta', 2.17727487036],
  ['sphere', 6.09030381122],
  ['ball', -2.60880225201],
  ['cube', -3.48234676214],
  ['gaussian', -7.77036358198],
  ['gaussian-2d', -7.77036358198],
  ['swiss-roll', -167.193273159],
  ['moebius', 7.02225934236],
  ['twin-peaks', 1.43232600287],
  ['line-disk-ball', -8.7528705197],
  ['crumpled', 0.812779251284],
];

describe('manifolds', () => {
  it.each(Object.entries(published))('%s has dimension and coordinates %j', (name, [dimension, ambient]) => {
    expect(specOf(name).sampler).toMatchObject({ dimensions: [dimension], ambient });
  });

  it.each(manifolds.map(({ name }) => name))('%s: the seed decides, and nothing else', (name) => {
    const points = draw(`${name}(n=40,seed=7)`);
    expect(points.values).toHaveLength(40 * specOf(name).sampler.ambient);
    expect(points.values.every(Number.isFinite)).toBe(true);
    expect(draw(`${name}(n=40,seed=7)`).values).toEqual(points.values);
    expect(draw(`${name}(n=40,seed=8)`).values).not.toEqual(points.values);
    const more = draw(`${name}(n=60,seed=7)`);
    expect(more.values.subarray(0, points.values.length)).toEqual(points.values);
  });

  it.each(checksums)('%s has the checksum %d with seed 3', (name, sum) => {
    const { values } = draw(`${name}(n=100,seed=3)`);
    const found = [...values].reduce((total, x, i) => total + x * Math.cos(i), 0);
    expect(Math.abs(found - sum)).toBeLessThan(1e-9 * Math.max(1, Math.abs(sum)));
  });

  it('M1 and spheres have one norm, and every coordinate the same variance', () => {
    const rows = rowsOf(draw('M1(n=4000)'));
    for (const row of rows) expect(norm(row)).toBeCloseTo(1, 12);
    for (let i = 0; i < 11; i++) {
      expect(moments(rows, i).mean).toBeCloseTo(0, 1);
      expect(moments(rows, i).sd).toBeCloseTo(Math.sqrt(1 / 11), 1);
    }
    const wide = rowsOf(draw('sphere(d=2,ambient=5,radius=3,n=50)'));
    for (const row of wide) {
      expect(norm(row)).toBeCloseTo(3, 12);
      expect(row.slice(3)).toEqual([0, 0]);
    }
  });

  it('balls are uniform: radius^d is', () => {
    const radii = rowsOf(draw('ball(d=4,radius=2,n=4000)')).map((row) => [(norm(row) / 2) ** 4]);
    expect(moments(radii, 0).mean).toBeCloseTo(0.5, 1);
    expect(moments(radii, 0).sd).toBeCloseTo(Math.sqrt(1 / 12), 1);
    expect(Math.max(...radii.flat())).toBeLessThanOrEqual(1);
  });

  it('M2 is of rank 3: two coordinates follow from three', () => {
    for (const [a = 0, b = 0, c = 0, d = 0, e = 0] of rowsOf(draw('M2(n=100)'))) {
      // p and q from the first two rows, r from the third.
      const det = 1.2 * 0.9 + 0.5 * 0.5;
      const p = ((a - 3) * 0.9 + 0.5 * (b + 1)) / det;
      const q = (1.2 * (b + 1) - 0.5 * (a - 3)) / det;
      const r = c + 0.5 * p + 0.2 * q;
      for (const side of [p, q, r]) expect(side >= -1e-9 && side <= 4 + 1e-9).toBe(true);
      expect(d).toBeCloseTo(0.4 * p - 0.9 * q - 0.1 * r, 9);
      expect(e).toBeCloseTo(1.1 * p - 0.3 * q + 8, 9);
    }
  });

  it('M9 and M12 have the variances of their distributions', () => {
    const uniform = rowsOf(draw('M9(n=4000)'));
    expect(moments(uniform, 13).sd).toBeCloseTo(5 / Math.sqrt(12), 1);
    expect(Math.max(...uniform.flat().map(Math.abs))).toBeLessThanOrEqual(2.5);
    expect(moments(rowsOf(draw('M12(n=4000)')), 19).sd).toBeCloseTo(1, 1);
  });

  it('M10 has each point on a face, and points on every face', () => {
    const faces = new Set<number>();
    for (const row of rowsOf(draw('M10a(n=2000)'))) {
      const at = row.findIndex((x) => x === 0 || x === 1);
      faces.add(2 * at + (row[at] ?? 0));
      expect(row.every((x) => x >= 0 && x <= 1)).toBe(true);
    }
    expect([...faces].sort((a, b) => a - b)).toEqual(Array.from({ length: 22 }, (_, i) => i));
  });

  it('surfaces and curves fulfil their equations', () => {
    for (const [x = 0, h = 0, z = 0] of rowsOf(draw('M7(n=100)'))) {
      const t = Math.hypot(x, z);
      expect(t > 1.5 * PI - 1e-9 && t < 4.5 * PI && h >= 0 && h <= 21).toBe(true);
      expect(x).toBeCloseTo(t * Math.cos(t), 9);
    }
    for (const [x = 0, h = 0, z = 0] of rowsOf(draw('M13a(n=100)'))) {
      expect(x ** 2 + (1 - Math.abs(z)) ** 2).toBeCloseTo(1, 9);
      expect(h >= 0 && h <= 2).toBe(true);
    }
    for (const [x = 0, y = 0, z = 0] of rowsOf(draw('M5b(n=100)'))) {
      expect(x * Math.sin(2 * z)).toBeCloseTo(y * Math.cos(2 * z), 9);
    }
    for (const [x = 0, y = 0, z = 0] of rowsOf(draw('M5a(n=100)'))) {
      expect((Math.hypot(x, y) - 2) ** 2 + z ** 2).toBeCloseTo(1, 9);
    }
    for (const [x = 0, y = 0, z = 0] of rowsOf(draw('M11(n=100)'))) {
      const angle = 5 * Math.atan2(y, x);
      const across = Math.hypot(x, y) - 1;
      expect(across * Math.sin(angle)).toBeCloseTo(z * Math.cos(angle), 9);
      expect(Math.hypot(across, z)).toBeLessThanOrEqual(0.5);
    }
    for (const row of rowsOf(draw('M13b(n=100)'))) {
      expect(Math.hypot(row[0] ?? 0, row[1] ?? 0)).toBeCloseTo(100, 9);
      expect(row.slice(3).every((x) => x === 0)).toBe(true);
    }
    for (const [x = 0, y = 0, z = 0] of rowsOf(draw('twin-peaks(height=2,n=100)'))) {
      expect(z).toBeCloseTo(2 * Math.sin(2 * PI * x) * Math.sin(2 * PI * y), 9);
    }
  });

  it('M4, M6 and M8 repeat spirals of d radii', () => {
    for (const row of rowsOf(draw('M6(n=50)'))) {
      expect(row.slice(12, 24)).toEqual(row.slice(0, 12));
      expect(row.slice(24)).toEqual(row.slice(0, 12));
      const radii = Array.from({ length: 6 }, (_, i) => Math.hypot(row[2 * i] ?? 0, row[2 * i + 1] ?? 0));
      // The radius of a pair is the angle of the next.
      for (let i = 0; i < 6; i++) {
        const angle = 2 * PI * (radii[(i + 5) % 6] ?? 0);
        expect(row[2 * i]).toBeCloseTo((radii[i] ?? 0) * Math.cos(angle), 9);
      }
    }
  });

  it('M3, Mn and Mp fulfil their equations', () => {
    for (const [x = 0, y = 0] of rowsOf(draw('M3(n=100)')))
      expect(Math.hypot(x, y)).toBeLessThanOrEqual(1.0001);
    for (const row of rowsOf(draw('Mn1(n=50)'))) {
      expect(row.slice(36)).toEqual(row.slice(0, 36));
      expect(Math.max(...row)).toBeLessThanOrEqual(Math.tan(1));
    }
    const paraboloid = rowsOf(draw('Mp1(n=4000)'));
    for (const row of paraboloid.slice(0, 50)) {
      const [x = 0, y = 0, z = 0, height = 0] = row;
      expect(height).toBeCloseTo(x * x + y * y + z * z, 12);
      expect(row[4]).toBeCloseTo(Math.sin(x), 12);
      expect(row[11]).toBeCloseTo(height ** 2, 12);
    }
    // The marginals are uniform.
    expect(moments(paraboloid, 0).mean).toBeCloseTo(0.5, 1);
    expect(moments(paraboloid, 0).sd).toBeCloseTo(Math.sqrt(1 / 12), 1);
  });

  it('Mbeta has the moments that Beta(10, ½) gives its coordinates', () => {
    // ∫ f(1 − s²) (1 − s²)⁹ ds over [0, 1], normalised, by the midpoint rule.
    const rows = rowsOf(draw('Mbeta(n=4000)'));
    const expected = [
      [0, (x: number) => x * Math.sin(Math.cos(2 * PI * x))],
      [10, (x: number) => x * Math.cos(Math.sin(2 * PI * x))],
    ] as const;
    for (const [column, f] of expected) {
      let [weights, sum, squares] = [0, 0, 0];
      for (let i = 0; i < 10_000; i++) {
        const x = 1 - ((i + 0.5) / 10_000) ** 2;
        weights += x ** 9;
        sum += x ** 9 * f(x);
        squares += x ** 9 * f(x) ** 2;
      }
      const mean = sum / weights;
      const found = moments(rows, column);
      expect(Math.abs(found.mean - mean)).toBeLessThan(0.02);
      expect(Math.abs(found.sd - Math.sqrt(squares / weights - mean ** 2))).toBeLessThan(0.02);
      expect(rows.every((row) => row[column] === row[column + 20])).toBe(true);
    }
  });

  it('the line, the disk and the ball are where they should be, in their shares', () => {
    const points = draw('line-disk-ball(n=8000)');
    const counts: Record<string, number> = {};
    rowsOf(points).forEach(([x = 0, y = 0, z = 0], i) => {
      const label = points.labels?.[i] ?? '';
      counts[label] = (counts[label] ?? 0) + 1;
      if (label === 'line')
        expect([x, y, (z >= -0.5 && z <= 0) || (z >= 3 && z <= 3.5)]).toEqual([0, 0, true]);
      else if (label === 'disk') expect([y, Math.hypot(x, z - 1) <= 1]).toEqual([0, true]);
      else expect(Math.hypot(x, y, z - 2.5)).toBeLessThanOrEqual(0.5 + 1e-12);
    });
    const total = 10 + (13 * PI) / 4 + (100 * PI) / 6;
    expect((counts['line'] ?? 0) / 8000).toBeCloseTo(10 / total, 1);
    expect((counts['disk'] ?? 0) / 8000).toBeCloseTo((13 * PI) / 4 / total, 1);
    expect(Object.keys(counts).sort()).toEqual(['ball', 'disk', 'line']);
  });

  it("the notes' Gaussian has the covariance asked for", () => {
    const rows = rowsOf(draw('gaussian-2d(sd1=2,sd2=0.5,correlation=0.6,n=20000)'));
    const products = rows.map(([x = 0, y = 0]) => [x * y]);
    expect(moments(rows, 0).sd).toBeCloseTo(2, 1);
    expect(moments(rows, 1).sd).toBeCloseTo(0.5, 1);
    expect(moments(products, 0).mean).toBeCloseTo(0.6 * 2 * 0.5, 1);
  });

  it('noise is normal, of the deviation asked for', () => {
    const clean = rowsOf(draw('cube(d=2,n=4000)'));
    const noisy = rowsOf(draw('cube(d=2,n=4000,noise=0.3)'));
    const differences = noisy.map((row, i) => row.map((x, j) => x - (clean[i]?.[j] ?? 0)));
    expect(moments(differences, 1).mean).toBeCloseTo(0, 1);
    expect(moments(differences, 1).sd).toBeCloseTo(0.3, 1);
  });
});
