// Compiles assembly/ to WebAssembly and writes it, as text, into the modules that carry it. Run it after
// changing the kernels; a test holds the two together.
import { writeFile } from 'node:fs/promises';
import { compileTraining, trainingModule } from './trainingWasm';
import { compileKernels, kernelModule } from './wasm';

const target = 'src/compute/kernelBinary.ts';
const trainingTarget = 'src/compute/training/trainingBinary.ts';

async function main(): Promise<void> {
  const simd = await compileKernels('simd');
  const relaxed = await compileKernels('relaxed');
  await writeFile(target, kernelModule(simd, relaxed));
  console.log(`${target}: ${simd.length} and ${relaxed.length} bytes of WebAssembly`);
  const [plain, fused] = [await compileTraining('simd'), await compileTraining('fused')];
  await writeFile(trainingTarget, trainingModule(plain, fused));
  console.log(`${trainingTarget}: ${plain.length} and ${fused.length} bytes of WebAssembly`);
}

void main();
