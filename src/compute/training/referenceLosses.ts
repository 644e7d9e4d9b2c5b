import type { Address } from './kernels';
import type { Views } from './views';

export function crossEntropy(
  { f32, f64, i32 }: Views,
  logits: Address,
  labels: Address,
  rows: Address,
  count: number,
  classes: number,
  stride: number,
  scale: number,
  tally: Address,
): void {
  let loss = 0;
  let correct = 0;
  for (let b = 0; b < stride; b++) {
    const at = (c: number): number => (logits >> 2) + c * stride + b;
    if (b >= count) {
      if (scale !== 0) for (let c = 0; c < classes; c++) f32[at(c)] = 0;
      continue;
    }
    const label = i32[(labels >> 2) + (i32[(rows >> 2) + b] as number)] as number;
    let greatest = -Infinity;
    for (let c = 0; c < classes; c++) greatest = Math.max(greatest, f32[at(c)] as number);
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += Math.exp((f32[at(c)] as number) - greatest);
    const own = f32[at(label)] as number;
    loss += Math.log(sum) - (own - greatest);
    let first = 0;
    while (first < label && f32[at(first)] !== greatest) first++;
    if (own === greatest && first === label) correct++;
    if (scale === 0) continue;
    for (let c = 0; c < classes; c++) {
      const share = Math.exp((f32[at(c)] as number) - greatest) / sum;
      f32[at(c)] = scale * (share - (c === label ? 1 : 0));
    }
  }
  f64[tally >> 3] = (f64[tally >> 3] as number) + loss;
  f64[(tally >> 3) + 1] = (f64[(tally >> 3) + 1] as number) + correct;
}

export function squaredError(
  { f32, f64, i32 }: Views,
  outputs: Address,
  targets: Address,
  rows: Address,
  count: number,
  width: number,
  stride: number,
  scale: number,
  tally: Address,
): void {
  let loss = 0;
  for (let c = 0; c < width; c++) {
    for (let b = 0; b < stride; b++) {
      const at = (outputs >> 2) + c * stride + b;
      if (b >= count) {
        if (scale !== 0) f32[at] = 0;
        continue;
      }
      const row = i32[(rows >> 2) + b] as number;
      const error = (f32[at] as number) - (f32[(targets >> 2) + row * width + c] as number);
      loss += error * error;
      if (scale !== 0) f32[at] = 2 * scale * error;
    }
  }
  f64[tally >> 3] = (f64[tally >> 3] as number) + loss;
}
