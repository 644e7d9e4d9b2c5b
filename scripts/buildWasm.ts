// Compiles assembly/kernels.ts to WebAssembly and writes it, as text, into the module that carries it. Run it after
// changing the kernels; a test holds the two together.
import { writeFile } from 'node:fs/promises';
import { compileKernels, kernelModule } from './wasm';

const target = 'src/compute/kernelBinary.ts';

async function main(): Promise<void> {
  const simd = await compileKernels('simd');
  const relaxed = await compileKernels('relaxed');
  await writeFile(target, kernelModule(simd, relaxed));
  console.log(`${target}: ${simd.length} and ${relaxed.length} bytes of WebAssembly`);
}

void main();
