import type { GpuBuffer, GpuDevice } from '../../../../src/compute/webgpu/device';

/** A device that computes nothing, and can be short of memory, lost, or refuse. */
export class FakeDevice implements GpuDevice {
  readonly limits = {
    maxBufferSize: 2 ** 28,
    maxStorageBufferBindingSize: 2 ** 27,
    maxComputeWorkgroupsPerDimension: 65_535,
  };
  lost = new Promise<{ readonly message: string }>(() => {});
  memory = Infinity;
  refusal: string | undefined;
  submitted = (): Promise<void> => Promise.resolve();
  alive = 0;
  private taken = 0;
  private readonly scopes: string[] = [];

  readonly queue = {
    writeBuffer: () => {},
    submit: () => {},
    onSubmittedWorkDone: () => this.submitted(),
  };

  createBuffer({ size }: { readonly size: number }): GpuBuffer {
    this.taken += size;
    this.alive++;
    return {
      size,
      mapAsync: () => Promise.resolve(),
      getMappedRange: () => new ArrayBuffer(size),
      unmap: () => {},
      destroy: () => void this.alive--,
    };
  }
  createShaderModule = () => ({});
  createComputePipelineAsync = () => Promise.resolve({ getBindGroupLayout: () => ({}) });
  createBindGroup = () => ({});
  createCommandEncoder = () => ({
    beginComputePass: () => ({
      setPipeline: () => {},
      setBindGroup: () => {},
      dispatchWorkgroups: () => {},
      end: () => {},
    }),
    copyBufferToBuffer: () => {},
    finish: () => ({}),
  });
  pushErrorScope(filter: string): void {
    this.scopes.push(filter);
  }
  popErrorScope(): Promise<{ readonly message: string } | null> {
    const filter = this.scopes.pop();
    if (filter === 'out-of-memory' && this.taken > this.memory) {
      return Promise.resolve({ message: 'Out of device memory.\n at allocation 3' });
    }
    if (filter === 'validation' && this.refusal !== undefined) {
      return Promise.resolve({ message: this.refusal });
    }
    return Promise.resolve(null);
  }
  destroy = () => {};
}
