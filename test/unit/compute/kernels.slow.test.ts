import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compileKernels, kernelModule } from '../../../scripts/wasm';

it('carries the kernels as they compile from their source', { timeout: 60_000 }, async () => {
  const carried = await readFile('src/compute/kernelBinary.ts', 'utf8');
  const compiled = kernelModule(await compileKernels('simd'), await compileKernels('relaxed'));
  expect(carried, 'run `npm run build:wasm`').toBe(compiled);
});
