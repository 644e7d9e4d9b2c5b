// Compiles assembly/kernels.ts to WebAssembly and writes it, as text, into the module that carries it. Run it after
// changing the kernels; a test holds the two together.
import { writeFile } from 'node:fs/promises';
import { compileKernels, kernelModule } from './wasm';

const target = 'src/compute/kernelBinary.ts';

async function main(): Promise<void> {
  const binary = await compileKernels();
  await writeFile(target, kernelModule(binary));
  console.log(`${target}: ${binary.length} bytes of WebAssembly`);
}

void main();
