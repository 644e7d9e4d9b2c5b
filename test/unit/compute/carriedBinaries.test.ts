import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/paths';
import { carriers, isCurrent } from '../../../scripts/wasm';

describe.each(carriers)('$path', (carrier) => {
  it('carries what its sources compile to', async () => {
    const text = await readFile(join(root, carrier.path), 'utf8');
    expect(await isCurrent(carrier, text), 'run `npm run build:wasm`').toBe(true);
  });

  it('is not taken for current once a byte of it differs', async () => {
    const text = await readFile(join(root, carrier.path), 'utf8');
    expect(await isCurrent(carrier, text.replace("'AGFz", "'AGFy"))).toBe(false);
  });
});
