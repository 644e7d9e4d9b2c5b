import { CodedError } from '../../base/errors';

/** What an image's first bytes tell of it. */
export interface ImageHeader {
  readonly type: 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
  /** 1 for grey, 3 for colour; transparency does not count. */
  readonly channels: 1 | 3;
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Of PNG's colour types: grey, colour, palette, and the first two with transparency. */
const pngChannels: Readonly<Record<number, 1 | 3>> = { 0: 1, 2: 3, 3: 3, 4: 1, 6: 3 };

/** Reads the size of a PNG or JPEG image. Throws `data.unreadable` where it is neither, or is cut off. */
export function readImageHeader(bytes: Uint8Array, file: string): ImageHeader {
  const header = isPng(bytes) ? readPng(bytes) : isJpeg(bytes) ? readJpeg(bytes) : undefined;
  if (header && header.width * header.height > 0) return header;
  throw new CodedError(
    'data.unreadable',
    header === undefined
      ? `this is no PNG or JPEG image of grey or colour, or it breaks off before its size (${bytes.length} bytes).`
      : 'the image has no pixels.',
    { remedy: 'Fetch or write it again, or take it out of the folder.', location: { file } },
  );
}

function isPng(bytes: Uint8Array): boolean {
  return pngSignature.every((byte, i) => bytes[i] === byte);
}

function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8;
}

function readPng(bytes: Uint8Array): ImageHeader | undefined {
  if (bytes.length < 26) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const channels = pngChannels[view.getUint8(25)];
  if (channels === undefined) return undefined;
  return { type: 'png', width: view.getUint32(16), height: view.getUint32(20), channels };
}

/** The frame header (SOF, T.81 B.2.2) is among the segments before the picture. */
function readJpeg(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 < bytes.length;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      const components = view.getUint8(at + 9);
      if (components !== 1 && components !== 3) return undefined;
      return {
        type: 'jpeg',
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        channels: components,
      };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
