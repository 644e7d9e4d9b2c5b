/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// Pooling over squares that do not overlap; see src/compute/training/kernels.ts.

export function pool(
  takesMaximum: i32,
  input: usize,
  output: usize,
  channels: i32,
  height: i32,
  width: i32,
  size: i32,
  stride: i32,
): void {
  const strideBytes = <usize>stride * 4;
  const share = f32x4.splat(<f32>1 / <f32>(size * size));
  let to = output;
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y + size <= height; y += size) {
      for (let x = 0; x + size <= width; x += size) {
        const from = input + <usize>((c * height + y) * width + x) * strideBytes;
        for (let b: usize = 0; b < strideBytes; b += 16, to += 16) {
          let found = v128.load(from + b);
          for (let i = 0; i < size; i++) {
            const row = from + b + <usize>(i * width) * strideBytes;
            for (let k = i === 0 ? 1 : 0; k < size; k++) {
              const value = v128.load(row + <usize>k * strideBytes);
              found = takesMaximum ? f32x4.pmax(found, value) : f32x4.add(found, value);
            }
          }
          v128.store(to, takesMaximum ? found : f32x4.mul(found, share));
        }
      }
    }
  }
}

export function poolBack(
  takesMaximum: i32,
  input: usize,
  output: usize,
  outputDelta: usize,
  inputDelta: usize,
  channels: i32,
  height: i32,
  width: i32,
  size: i32,
  stride: i32,
): void {
  const strideBytes = <usize>stride * 4;
  const share = f32x4.splat(<f32>1 / <f32>(size * size));
  const zero = f32x4.splat(0);
  // Rows and columns past the last whole square have no say.
  if (height % size !== 0 || width % size !== 0) {
    const end = inputDelta + <usize>(channels * height * width) * strideBytes;
    for (let at = inputDelta; at < end; at += 16) v128.store(at, zero);
  }
  let d = outputDelta;
  let out = output;
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y + size <= height; y += size) {
      for (let x = 0; x + size <= width; x += size) {
        const first = <usize>((c * height + y) * width + x) * strideBytes;
        for (let b: usize = 0; b < strideBytes; b += 16, d += 16, out += 16) {
          const each = takesMaximum ? v128.load(d) : f32x4.mul(v128.load(d), share);
          const greatest = v128.load(out);
          let left = i32x4.splat(-1);
          for (let i = 0; i < size; i++) {
            const row = first + b + <usize>(i * width) * strideBytes;
            for (let k = 0; k < size; k++) {
              const at = row + <usize>k * strideBytes;
              if (!takesMaximum) {
                v128.store(inputDelta + at, each);
                continue;
              }
              const isIt = v128.and(left, f32x4.eq(v128.load(input + at), greatest));
              left = v128.andnot(left, isIt);
              v128.store(inputDelta + at, v128.and(each, isIt));
            }
          }
        }
      }
    }
  }
}
