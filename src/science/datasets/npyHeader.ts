import { CodedError } from '../../base/errors';

/** The fixed part of a NumPy array file (NEP 1): how its numbers are written and in which order. */
export interface NpyHeader {
  /** `f2` … `u8`, `b1`. */
  readonly type: NpyType;
  readonly littleEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the numbers start. */
  readonly dataOffset: number;
}

const npyTypes = ['f2', 'f4', 'f8', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'b1'] as const;
export type NpyType = (typeof npyTypes)[number];

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** NumPy itself refuses to evaluate longer ones. */
const longestHeader = 1 << 20;

/**
 * Reads the header from a file's first bytes, versions 1 to 3; undefined while it is not yet complete.
 * Throws `data.unreadable` where it is none, `data.unsupported` for a type that is not numbers.
 */
export function readNpyHeader(bytes: Uint8Array, file: string): NpyHeader | undefined {
  if (magic.some((byte, i) => i < bytes.length && bytes[i] !== byte)) {
    throw unreadable(file, 'this is not a NumPy array: it does not begin with \\x93NUMPY.');
  }
  if (bytes.length < 12) return undefined;
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3)
    throw unreadable(file, `version ${version} of the .npy format is not known.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > longestHeader) throw unreadable(file, `the header claims ${length} bytes.`);
  if (bytes.length < start + length) return undefined;
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(
    bytes.subarray(start, start + length),
  );
  return { ...parseHeader(text, file), dataOffset: start + length };
}

/** The header is a Python dict literal: `{'descr': '<f4', 'fortran_order': False, 'shape': (2500, 11), }`. */
function parseHeader(text: string, file: string): Omit<NpyHeader, 'dataOffset'> {
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shapeText = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
  if (order === undefined || shapeText === undefined) {
    throw unreadable(file, 'the header does not say the order and the shape of the array.');
  }
  const descr = /'descr'\s*:\s*'([<>|=])([a-zA-Z])(\d*)'/.exec(text);
  const type = npyTypes.find((known) => known === `${descr?.[2] === '?' ? 'b' : descr?.[2]}${descr?.[3]}`);
  if (!descr || type === undefined) {
    const named = /'descr'\s*:\s*('[^']*'|\[[^\]]*\])/.exec(text)?.[1] ?? 'unknown';
    throw new CodedError('data.unsupported', `arrays of type ${named} are not read.`, {
      remedy: `Save real numbers: array.astype('float32'); read are ${npyTypes.join(', ')}.`,
      location: { file },
    });
  }
  const shape = shapeText
    .split(',')
    .map((part) => part.trim().replace('L', ''))
    .filter((part) => part !== '')
    .map(Number);
  return { type, littleEndian: descr[1] !== '>', fortranOrder: order === 'True', shape };
}

function unreadable(file: string, message: string): CodedError {
  return new CodedError('data.unreadable', message, {
    remedy: 'Write it anew with numpy.save.',
    location: { file },
  });
}
