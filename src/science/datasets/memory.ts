import { CodedError } from '../../base/errors';

/** Throws `data.too-large` where `values` numbers of `bytesEach` would not fit in `maxBytes`. Call before allocating. */
export function checkMemory(file: string, values: number, bytesEach: number, maxBytes: number): void {
  const needed = values * bytesEach;
  if (needed <= maxBytes) return;
  throw new CodedError(
    'data.too-large',
    `the values need ${formatBytes(needed)} of memory, and the limit is ${formatBytes(maxBytes)}.`,
    {
      remedy: 'Raise `maxMemory`, or use a file with fewer rows or columns.',
      location: { file },
    },
  );
}

function formatBytes(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toPrecision(3)} ${units[unit] ?? ''}`;
}
