/** The kernel's `Job`: which tiles a batch compares, and how. Positions count base tiles in the query tile's own order. */
export interface KernelJob {
  readonly dimensions: number;
  readonly coarse: number;
  readonly boxDimensions: number;
  readonly keep: number;
  /** The tile of the first workgroup. */
  readonly firstQuery: number;
  /** First tile of the bound base points, and how many there are. */
  readonly firstBase: number;
  readonly bases: number;
  readonly from: number;
  readonly to: number;
  /** First tile of the bound query points. */
  readonly queryShard: number;
  /** First point of the lists. */
  readonly blockStart: number;
  readonly margin: number;
}

export const jobBytes = 48;

/** The same in WGSL. */
export const jobStructure = /* wgsl */ `struct Job {
  dimensions: u32,
  coarse: u32,
  boxDimensions: u32,
  keep: u32,
  firstQuery: u32,
  firstBase: u32,
  bases: u32,
  begin: u32,
  end: u32,
  queryShard: u32,
  blockStart: u32,
  margin: f32,
}`;

/** A job as the kernel reads it. */
export function jobParameters(job: KernelJob): Uint32Array {
  const words = new Uint32Array(jobBytes / 4);
  words.set([job.dimensions, job.coarse, job.boxDimensions, job.keep, job.firstQuery, job.firstBase]);
  words.set([job.bases, job.from, job.to, job.queryShard, job.blockStart], 6);
  new Float32Array(words.buffer)[11] = job.margin;
  return words;
}
