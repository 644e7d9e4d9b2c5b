/** What each format's files end in. CIFAR-10 calls its batches `data_batch_1.bin`, MNIST its own `…-idx3-ubyte`. */
const endings = {
  csv: ['.csv'],
  tsv: ['.tsv'],
  npy: ['.npy'],
  npz: ['.npz'],
  parquet: ['.parquet'],
  safetensors: ['.safetensors'],
  idx: ['.idx', 'ubyte'],
  cifar: ['.bin'],
} as const satisfies Record<string, readonly string[]>;

export type DataFormat = keyof typeof endings;

/** Every ending of a data file, the compressed ones left out. */
export const dataEndings: readonly string[] = Object.values(endings).flat();

/** The format that a file's name tells, and whether it is compressed; undefined for any other file. */
export function formatOf(path: string): { format: DataFormat; gzipped: boolean } | undefined {
  const name = path.toLowerCase();
  const gzipped = name.endsWith('.gz');
  const plain = gzipped ? name.slice(0, -3) : name;
  for (const [format, known] of Object.entries(endings)) {
    if (known.some((ending) => plain.endsWith(ending))) return { format: format as DataFormat, gzipped };
  }
  return undefined;
}

/** Finds data files by name, and of CIFAR-10's endings only what its batches are called. */
export const dataFileGlob = `**/*{${dataEndings
  .map((ending) => (ending === '.bin' ? 'batch*.bin' : ending))
  .flatMap((ending) => [ending, `${ending}.gz`])
  .join(',')}}`;
