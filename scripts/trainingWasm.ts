const variants = { simd: ['simd'], fused: ['simd', 'relaxed-simd'] } as const;

/** assembly/training.ts as a WebAssembly binary, without or with fused multiply-adds. Rejects with the compiler's messages. */
export async function compileTraining(variant: keyof typeof variants): Promise<Uint8Array> {
  // The compiler is a module that only a dynamic import can load from CommonJS.
  const { main } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const messages: string[] = [];
  const { error } = await main(
    [
      'assembly/training.ts',
      ...['-O3', '--noAssert', '--runtime', 'stub'],
      ...variants[variant].flatMap((feature) => ['--enable', feature]),
      ...['--outFile', 'training.wasm'],
    ],
    {
      stderr: { write: (text) => void messages.push(String(text)) },
      writeFile(name: string, contents: Uint8Array | string) {
        if (name === 'training.wasm' && typeof contents !== 'string') binary = contents;
      },
    },
  );
  if (error !== null || binary === undefined) {
    throw new Error(`the training kernels do not compile:\n${messages.join('')}`, { cause: error });
  }
  return binary;
}

/** The TypeScript module that carries the binaries. */
export function trainingModule(simd: Uint8Array, fused: Uint8Array): string {
  return [
    '// Generated from assembly/training.ts by `npm run build:wasm`; do not edit.',
    '',
    '/** WebAssembly with SIMD, in base64. */',
    carried('trainingBinary', simd),
    '',
    '/** The same with relaxed SIMD: fused multiply-adds. */',
    carried('fusedTrainingBinary', fused),
    '',
  ].join('\n');
}

function carried(name: string, binary: Uint8Array): string {
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,100}/g) ?? [];
  return `export const ${name} =\n${lines.map((line) => `  '${line}'`).join(' +\n')};`;
}
