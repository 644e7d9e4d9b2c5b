/** What one core can do by 128-bit vectors: the figures that kernels are held against. */
export interface Roofline {
  readonly gflops: number;
  /** Reading memory from front to back. */
  readonly gigabytes: number;
}

/** What we use of the WebAssembly API, which the library typings leave out. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: { compute(turns: number): number; read(bytes: number): number } };
}

/** Twelve chains of products and sums in registers, more than their latency; and a sum over 256 MB. */
const source = `
export function compute(turns: i32): f32 {
  const a = f32x4.splat(1.0000001);
  const b = f32x4.splat(1e-9);
  let s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = a, s7 = a, s8 = a, s9 = a, s10 = a, s11 = a;
  for (let i = 0; i < turns; i++) {
    ${Array.from({ length: 12 }, (_, k) => `s${k} = f32x4.add(f32x4.mul(s${k}, a), b);`).join('\n    ')}
  }
  let sum = s0;
  ${Array.from({ length: 11 }, (_, k) => `sum = f32x4.add(sum, s${k + 1});`).join('\n  ')}
  return f32x4.extract_lane(sum, 0);
}
export function read(bytes: usize): f32 {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let at: usize = 1024; at < 1024 + bytes; at += 64) {
    s0 = f32x4.add(s0, v128.load(at));
    s1 = f32x4.add(s1, v128.load(at, 16));
    s2 = f32x4.add(s2, v128.load(at, 32));
    s3 = f32x4.add(s3, v128.load(at, 48));
  }
  return f32x4.extract_lane(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), 0);
}
`;

const turns = 2_000_000;
const readBytes = 256 * 2 ** 20;

export async function measureRoofline(): Promise<Roofline> {
  const { main } = await import('assemblyscript/asc');
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const { error } = await main(
    [
      'probe.ts',
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--initialMemory',
      '4100',
      '--outFile',
      'probe.wasm',
    ],
    {
      readFile: (name) => (name === 'probe.ts' ? source : null),
      writeFile(name: string, contents: Uint8Array | string) {
        if (name === 'probe.wasm' && typeof contents !== 'string') binary = new Uint8Array(contents);
      },
    },
  );
  if (error !== null || binary === undefined) throw new Error('the probe does not compile', { cause: error });
  const api = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
  const probe = new api.Instance(new api.Module(binary), { env: {} }).exports;
  // The engine compiles what is called often once more: the first dozens of calls are of its quick version.
  const best = (work: () => void): number =>
    Math.min(
      ...Array.from({ length: 60 }, () => {
        const start = performance.now();
        work();
        return performance.now() - start;
      }),
    );
  return {
    gflops: (turns * 12 * 8) / best(() => probe.compute(turns)) / 1e6,
    gigabytes: readBytes / best(() => probe.read(readBytes)) / 1e6,
  };
}
