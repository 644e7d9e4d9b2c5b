import { CodedError } from '../../base/errors';

/** A file in a ZIP archive, as its central directory tells (PKWARE's APPNOTE 6.3, section 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** Of its local header. */
  readonly offset: number;
}

/** Where the central directory is. */
export interface ZipDirectoryPlace {
  readonly start: number;
  readonly length: number;
}

/** The end record, its longest comment, and the ZIP64 records before it. */
export const zipTailBytes = 22 + 0xffff + 20 + 56;
export const localHeaderBytes = 30;

const endOfDirectory = 0x06054b50;
const endOfDirectory64 = 0x06064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

/**
 * Finds the directory from the archive's last bytes, {@link zipTailBytes} of them or all. Throws `data.unreadable`
 * where there is no end record: the archive is torn, or none.
 */
export function findZipDirectory(tail: Uint8Array, archiveBytes: number, file: string): ZipDirectoryPlace {
  const view = viewOf(tail);
  const tailStart = archiveBytes - tail.length;
  for (let at = tail.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== endOfDirectory) continue;
    const place = { start: view.getUint32(at + 16, true), length: view.getUint32(at + 12, true) };
    const wide = place.start === 0xffffffff || place.length === 0xffffffff;
    const found = wide ? wideDirectory(view, at, tailStart, file) : place;
    if (found.start + found.length <= tailStart + at) return found;
    throw unreadable(file, `its directory should be at byte ${found.start}, beyond its end record.`);
  }
  throw unreadable(file, `no end of an archive is found before byte ${archiveBytes}.`);
}

function wideDirectory(view: DataView, end: number, tailStart: number, file: string): ZipDirectoryPlace {
  const at = end >= 20 ? Number(view.getBigUint64(end - 20 + 8, true)) - tailStart : -1;
  if (at < 0 || at + 56 > view.byteLength || view.getUint32(at, true) !== endOfDirectory64) {
    throw unreadable(file, `the ZIP64 record before byte ${tailStart + end} is missing.`);
  }
  return {
    start: Number(view.getBigUint64(at + 48, true)),
    length: Number(view.getBigUint64(at + 40, true)),
  };
}

/** The entries of the directory, given its bytes. */
export function readZipDirectory(bytes: Uint8Array, start: number, file: string): readonly ZipEntry[] {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entrySignature) {
      throw unreadable(file, `byte ${start + at} should begin an entry of its directory.`);
    }
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > bytes.length) throw unreadable(file, `the entry at byte ${start + at} is cut off.`);
    const flags = view.getUint16(at + 8, true);
    const name = bytes.subarray(at + 46, at + 46 + nameLength);
    entries.push({
      name: new TextDecoder(flags & 0x800 ? 'utf-8' : 'latin1').decode(name),
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 1) !== 0,
      ...sizes(view, at, at + 46 + nameLength, extraLength),
    });
    at = next;
  }
  return entries;
}

/** Sizes and offset; those that 32 bits do not hold are in the ZIP64 field, in this order. */
function sizes(
  view: DataView,
  at: number,
  extra: number,
  extraLength: number,
): Pick<ZipEntry, 'bytes' | 'compressedBytes' | 'offset'> {
  const narrow = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  let wide: number | undefined;
  for (let field = extra; field + 4 <= extra + extraLength; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) === 1) wide = field + 4;
  }
  const [bytes = 0, compressedBytes = 0, offset = 0] = narrow.map((value) => {
    if (value !== 0xffffffff || wide === undefined || wide + 8 > extra + extraLength) return value;
    const read = Number(view.getBigUint64(wide, true));
    wide += 8;
    return read;
  });
  return { bytes, compressedBytes, offset };
}

/** Where an entry's data start, given its local header, which repeats the name at a length of its own. */
export function zipDataStart(localHeader: Uint8Array, entry: ZipEntry, file: string): number {
  const view = viewOf(localHeader);
  if (localHeader.length < localHeaderBytes || view.getUint32(0, true) !== localSignature) {
    throw unreadable(file, `byte ${entry.offset} should begin "${entry.name}".`);
  }
  return entry.offset + localHeaderBytes + view.getUint16(26, true) + view.getUint16(28, true);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function unreadable(file: string, message: string): CodedError {
  return new CodedError('data.unreadable', `this is no whole ZIP archive, as .npz files are: ${message}`, {
    remedy: 'The copy is incomplete, or it was not written by numpy.savez: fetch or write it again.',
    location: { file },
  });
}
