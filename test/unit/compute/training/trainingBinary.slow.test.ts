import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compileTraining, trainingModule } from '../../../../scripts/trainingWasm';

it('carries the training kernels as they compile from their source', { timeout: 60_000 }, async () => {
  const carried = await readFile('src/compute/training/trainingBinary.ts', 'utf8');
  const compiled = trainingModule(await compileTraining('simd'), await compileTraining('fused'));
  expect(carried, 'run `npm run build:wasm`').toBe(compiled);
});
