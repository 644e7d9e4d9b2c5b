import { describe, expect, it } from 'vitest';
import { openDevice } from '../../../src/adapters/webgpu/webGpuPackage';

describe('opening a device', () => {
  it('tells how to install the package where it is missing', async () => {
    await expect(openDevice(['/nowhere'])).rejects.toMatchObject({
      name: 'GpuFault',
      reason: 'unavailable',
      message: expect.stringMatching(
        /not installed; `npm install --prefix ".+gpu" webgpu@0\.6\.\d+` does it/,
      ) as string,
    });
  });
});
