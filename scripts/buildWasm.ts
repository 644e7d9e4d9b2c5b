// Compiles assembly/ to WebAssembly and writes it, as text, into the modules that carry it. Run it after
// changing the kernels; a test holds the two together.
import { writeFile } from 'node:fs/promises';
import { compileTraining, trainingModule } from './trainingWasm';
import { compileKernels, kernelModule } from './wasm';

const target = 'src/compute/kernelBinary.ts';
const trainingTarget = 'src/compute/training/trainingBinary.ts';

async function main(): Promise<void> {
  const binary = await compileKernels();
  await writeFile(target, kernelModule(binary));
  console.log(`${target}: ${binary.length} bytes of WebAssembly`);
  const [simd, fused] = [await compileTraining('simd'), await compileTraining('fused')];
  await writeFile(trainingTarget, trainingModule(simd, fused));
  console.log(`${trainingTarget}: ${simd.length} and ${fused.length} bytes of WebAssembly`);
}

void main();
