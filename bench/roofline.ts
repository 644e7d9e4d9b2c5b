/** What one core can do by 128-bit vectors in WebAssembly: the figures that kernels are held against. */
export interface Roofline {
  /** Products and sums of floats in registers and the first-level cache; fused ones where the engine has them. */
  readonly gflops: number;
  /** GB/s at which so many bytes are read from front to back, again and again. */
  readonly reading: (bytes: number) => number;
}

interface Probe {
  compute(turns: number): number;
  read(bytes: number): number;
  readonly memory: { readonly buffer: ArrayBuffer };
}

/** What we use of the WebAssembly API, which the library typings leave out. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Probe };
}

const start = 1024;
const readBytes = 256 * 2 ** 20;

/**
 * Four numbers times eight, added to eight vectors of sums, from a kilobyte that is read over and over: more sums than the
 * latency of one takes. And a sum over memory.
 */
const source = (madd: (a: string, b: string, c: string) => string): string => `
export function compute(turns: i32): f32 {
  let at: usize = ${start};
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  for (let i = 0; i < turns; i++) {
    const x = v128.load(at);
    const y = v128.load(at, 16);
    let a: v128;
    ${[0, 1, 2, 3]
      .map(
        (k) => `a = v128.load32_splat(at, ${32 + 4 * k});
    s${2 * k} = ${madd('a', 'x', `s${2 * k}`)};
    s${2 * k + 1} = ${madd('a', 'y', `s${2 * k + 1}`)};`,
      )
      .join('\n    ')}
    at = ${start} + ((at - ${start} + 64) & 1023);
  }
  return f32x4.extract_lane(${[1, 2, 3, 4, 5, 6, 7].reduce((sum, k) => `f32x4.add(${sum}, s${k})`, 's0')}, 0);
}
export function read(bytes: usize): f32 {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  for (let at: usize = ${start}; at < ${start} + bytes; at += 128) {
    ${[0, 1, 2, 3, 4, 5, 6, 7].map((k) => `s${k} = f32x4.add(s${k}, v128.load(at, ${16 * k}));`).join('\n    ')}
  }
  return f32x4.extract_lane(${[1, 2, 3, 4, 5, 6, 7].reduce((sum, k) => `f32x4.add(${sum}, s${k})`, 's0')}, 0);
}
`;

export async function measureRoofline(): Promise<Roofline> {
  const api = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
  const plain = await compileProbe((a, b, c) => `f32x4.add(f32x4.mul(${a}, ${b}), ${c})`);
  const fused = await compileProbe((a, b, c) => `f32x4.relaxed_madd(${a}, ${b}, ${c})`);
  const probes = [plain, fused]
    .filter((binary) => api.validate(binary))
    .map((binary) => new api.Instance(new api.Module(binary), { env: {} }).exports);
  const [probe] = probes;
  if (probe === undefined) throw new Error('this machine has no WebAssembly SIMD');
  // Memory that was never written is one page of zeros, which stays in the cache.
  for (const each of probes) new Float32Array(each.memory.buffer).fill(1e-3);
  const turns = 10_000;
  return {
    gflops: Math.max(...probes.map((each) => (turns * 64) / least(() => each.compute(turns)) / 1e6)),
    reading: (bytes) => {
      const whole = Math.min(readBytes, 128 * Math.ceil(bytes / 128));
      return whole / least(() => probe.read(whole)) / 1e6;
    },
  };
}

/** Milliseconds of a call: the least of two seconds, since the engine takes its time to compile well what is called often. */
function least(work: () => void): number {
  const end = performance.now() + 2000;
  let time = Infinity;
  for (let begun = performance.now(); begun < end; begun = performance.now()) {
    work();
    time = Math.min(time, performance.now() - begun);
  }
  return time;
}

async function compileProbe(
  madd: (a: string, b: string, c: string) => string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { main } = await import('assemblyscript/asc');
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const { error } = await main(
    [
      'probe.ts',
      ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'relaxed-simd'],
      ...['--initialMemory', String(readBytes / 65_536 + 1), '--outFile', 'probe.wasm'],
    ],
    {
      readFile: (name) => (name === 'probe.ts' ? source(madd) : null),
      writeFile(name: string, contents: Uint8Array | string) {
        if (name === 'probe.wasm' && typeof contents !== 'string') binary = new Uint8Array(contents);
      },
    },
  );
  if (error !== null || binary === undefined) throw new Error('the probe does not compile', { cause: error });
  return binary;
}
