/** assembly/kernels.ts as a WebAssembly binary. Rejects with the compiler's messages. */
export async function compileKernels(): Promise<Uint8Array> {
  // The compiler is a module that only a dynamic import can load from CommonJS.
  const { main } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const messages: string[] = [];
  const { error } = await main(
    [
      'assembly/kernels.ts',
      ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--initialMemory', '48'],
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

/** The TypeScript module that carries the binary. */
export function kernelModule(binary: Uint8Array): string {
  const text = Buffer.from(binary).toString('base64');
  const lines = text.match(/.{1,100}/g) ?? [];
  return [
    '// Generated from assembly/kernels.ts by `npm run build:wasm`; do not edit.',
    '',
    '/** WebAssembly with SIMD, in base64. */',
    `export const kernelBinary =\n${lines.map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ].join('\n');
}
