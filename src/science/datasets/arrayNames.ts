import { formatOf } from './formats';

const order = new Intl.Collator('en', { numeric: true });

/** As people number things: `conv2` before `conv10`, `layer.9.npy` before `layer.10.npy`. */
export function naturalOrder(a: string, b: string): number {
  return order.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** A file's name without what tells its format: `03_conv2` of `03_conv2.npy.gz`. */
export function arrayName(file: string): string {
  const plain = file.replace(/\.gz$/i, '');
  return formatOf(file) === undefined ? file : plain.replace(/\.[^.]+$/, '');
}
