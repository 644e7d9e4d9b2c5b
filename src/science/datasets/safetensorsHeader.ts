import { CodedError } from '../../base/errors';
import type { NumberType } from './numberTypes';

/** A tensor of a `.safetensors` file. */
export interface SafeTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** From the file's first byte. */
  readonly start: number;
  readonly end: number;
}

/** Its numbers are little-endian, in C order. */
export const tensorTypes: Readonly<Record<string, NumberType>> = {
  F64: 'f8',
  F32: 'f4',
  F16: 'f2',
  BF16: 'bf2',
  I64: 'i8',
  I32: 'i4',
  I16: 'i2',
  I8: 'i1',
  U64: 'u8',
  U32: 'u4',
  U16: 'u2',
  U8: 'u1',
  BOOL: 'b1',
};

/** The format's own limit. */
const longestHeader = 100_000_000;

/**
 * Reads the header from a file's first bytes: its length in 8 of them, then JSON, a tensor a key. Undefined while
 * it is not yet complete. Throws `data.unreadable` where it is none.
 */
export function readSafetensorsHeader(bytes: Uint8Array, file: string): readonly SafeTensor[] | undefined {
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > longestHeader) throw unreadable(file, `its first 8 bytes claim a header of ${length} bytes.`);
  if (bytes.length < 8 + length) return undefined;
  const text = new TextDecoder().decode(bytes.subarray(8, 8 + length));
  return entriesOf(text, file)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => readTensor(name, value, 8 + length, file));
}

function entriesOf(text: string, file: string): readonly [string, unknown][] {
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw unreadable(file, `the header at byte 8 is no JSON: ${reason}.`);
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw unreadable(file, 'the header at byte 8 lists no tensors.');
  }
  return Object.entries(header);
}

function readTensor(name: string, value: unknown, dataStart: number, file: string): SafeTensor {
  const fields = new Map<string, unknown>(typeof value === 'object' && value ? Object.entries(value) : []);
  const dtype = fields.get('dtype');
  const shape = sizes(fields.get('shape'));
  const [start, end, more] = sizes(fields.get('data_offsets')) ?? [];
  const whole = start !== undefined && end !== undefined && more === undefined && start <= end;
  if (typeof dtype !== 'string' || shape === undefined || !whole) {
    throw unreadable(file, `the header does not say type, shape and place of "${name}".`);
  }
  return { name, dtype, shape, start: dataStart + start, end: dataStart + end };
}

function sizes(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  const numbers = items.filter((item): item is number => Number.isSafeInteger(item) && Number(item) >= 0);
  return numbers.length === items.length ? numbers : undefined;
}

function unreadable(file: string, message: string): CodedError {
  return new CodedError('data.unreadable', `this is no safetensors file: ${message}`, {
    remedy: 'Write it anew with safetensors’ save_file.',
    location: { file },
  });
}
