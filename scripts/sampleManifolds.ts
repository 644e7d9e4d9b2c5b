import { Rng } from '../src/base/rng';

/** Points, row-major. */
export interface Points {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/**
 * A sheet of `rows` points rolled up in R³, uniform on its surface and in random order: two dimensions, whatever
 * straight-line methods say. The roll is (t cos t, h, t sin t) with 1.5π ≤ t ≤ 4.5π and 0 ≤ h ≤ 21.
 */
export function swissRoll(rows: number): Points {
  const rng = new Rng(1_879);
  const values = new Float64Array(rows * 3);
  const widest = Math.hypot(1, 4.5 * Math.PI);
  for (let row = 0; row < rows; row++) {
    // An angle is as likely as its arc is long, so that the points do not crowd the inner turns.
    let t = 0;
    do t = (1.5 + 3 * rng.uniform()) * Math.PI;
    while (rng.uniform() * widest > Math.hypot(1, t));
    values.set([t * Math.cos(t), 21 * rng.uniform(), t * Math.sin(t)], row * 3);
  }
  return { rows, columns: 3, values };
}

const blobCount = 5;
const blobDimension = 6;
const blobNoise = 0.04;

/**
 * Five bent six-dimensional blobs in R^`columns`, with noise in every direction: what an estimator says depends on
 * the scale it looks at. Near, it sees the noise; further out, the six dimensions.
 */
export function noisyBlobs(rows: number, columns: number): Points {
  const root = new Rng(6_006);
  const normals = (stream: number, count: number, scale: number): Float64Array => {
    const rng = root.split(stream);
    return Float64Array.from({ length: count }, () => scale * rng.normal());
  };
  const scale = 1 / Math.sqrt(columns);
  const centres = normals(1, blobCount * columns, 1.5);
  const axes = normals(2, blobCount * blobDimension * columns, scale);
  const bends = normals(3, blobCount * blobDimension * columns, 0.2 * scale);
  const rng = root.split(4);
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const blob = rng.integer(blobCount);
    const inner = Float64Array.from({ length: blobDimension }, () => rng.normal());
    for (let column = 0; column < columns; column++) {
      let value = (centres[blob * columns + column] ?? 0) + blobNoise * rng.normal();
      for (const [k, u] of inner.entries()) {
        const at = (blob * blobDimension + k) * columns + column;
        value += u * (axes[at] ?? 0) + (u * u - 1) * (bends[at] ?? 0);
      }
      values[row * columns + column] = value;
    }
  }
  return { rows, columns, values };
}
