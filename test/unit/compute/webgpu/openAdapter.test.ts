import { describe, expect, it } from 'vitest';
import { adapterName } from '../../../../src/compute/webgpu/openAdapter';

const nothing = { vendor: '', architecture: '', device: '', description: '', isFallbackAdapter: false };

describe('the name of an adapter', () => {
  it.each([
    [
      { vendor: 'nvidia', architecture: 'hopper', device: 'nvidia-h200', description: 'NVIDIA: 550.54' },
      'nvidia-h200, NVIDIA: 550.54',
      false,
    ],
    [{ vendor: 'apple', architecture: 'metal-3' }, 'apple metal-3', false],
    [
      { vendor: 'mesa', architecture: 'software', device: 'llvmpipe-', description: 'llvmpipe: Mesa 25' },
      'llvmpipe: Mesa 25',
      true,
    ],
    [
      { device: 'swiftshader-device-subzero-', description: 'SwiftShader driver 5.0.0' },
      'SwiftShader driver 5.0.0',
      true,
    ],
    [
      { device: 'microsoft-basic-render-driver', isFallbackAdapter: true },
      'microsoft-basic-render-driver',
      true,
    ],
    [{}, 'an unnamed adapter', false],
  ])('%j', (info, name, software) => {
    expect(adapterName({ ...nothing, ...info })).toEqual({ name, software });
  });
});
