const features = { simd: ['simd', 'threads'], relaxed: ['simd', 'threads', 'relaxed-simd'] };

/** assembly/kernels.ts as a WebAssembly binary. Rejects with the compiler's messages. */
export async function compileKernels(target: keyof typeof features): Promise<Uint8Array> {
  // The compiler is a module that only a dynamic import can load from CommonJS.
  const { main } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const messages: string[] = [];
  const { error } = await main(
    [
      'assembly/kernels.ts',
      ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--sharedMemory'],
      ...['--initialMemory', '1', '--maximumMemory', '65536'],
      ...features[target].flatMap((feature) => ['--enable', feature]),
      ...['--outFile', 'kernels.wasm'],
    ],
    {
      stderr: { write: (text) => void messages.push(String(text)) },
      writeFile(name: string, contents: Uint8Array | string) {
        if (name === 'kernels.wasm' && typeof contents !== 'string') binary = contents;
      },
    },
  );
  if (error !== null || binary === undefined) {
    throw new Error(`the kernels do not compile:\n${messages.join('')}`, { cause: error });
  }
  return binary;
}

/** The TypeScript module that carries the binaries. */
export function kernelModule(simd: Uint8Array, relaxed: Uint8Array): string {
  return [
    '// Generated from assembly/ by `npm run build:wasm`; do not edit.',
    '',
    '/** WebAssembly with SIMD, in base64. */',
    carry('simdBinary', simd),
    '',
    '/** The same with relaxed SIMD, whose fused multiply-adds round once. */',
    carry('relaxedBinary', relaxed),
    '',
  ].join('\n');
}

function carry(name: string, binary: Uint8Array): string {
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,100}/g) ?? [];
  return `export const ${name} =\n${lines.map((line) => `  '${line}'`).join(' +\n')};`;
}
