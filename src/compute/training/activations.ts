import { erf } from './erf';
import type { Activation } from './kernels';

const rootTwoPi = Math.sqrt(2 * Math.PI);

/** f(x). */
export function activate(activation: Activation, x: number): number {
  switch (activation) {
    case 'identity':
      return x;
    case 'relu':
      return x > 0 ? x : 0;
    case 'tanh':
      return Math.tanh(x);
    case 'gelu':
      return 0.5 * x * (1 + erf(x * Math.SQRT1_2));
  }
}

/** f'(x); that of ReLU is 0 at 0. */
export function slope(activation: Activation, x: number): number {
  switch (activation) {
    case 'identity':
      return 1;
    case 'relu':
      return x > 0 ? 1 : 0;
    case 'tanh':
      return 1 - Math.tanh(x) ** 2;
    case 'gelu':
      return 0.5 * (1 + erf(x * Math.SQRT1_2)) + (x * Math.exp(-0.5 * x * x)) / rootTwoPi;
  }
}
