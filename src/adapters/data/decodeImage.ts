import { convertIndexedToRgb, decode as decodePng, type DecodedPng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import { CodedError } from '../../base/errors';
import type { ImageHeader } from '../../science/datasets/imageHeader';

/** An image's samples, row by row, the channels of a pixel together, each times `scale` from 0 to 255. */
export interface ImageSamples {
  readonly samples: ArrayLike<number>;
  /** Samples a pixel that there are, of which the first `header.channels` count. */
  readonly stride: number;
  readonly scale: number;
}

/** Decodes an image whose header was read. Throws `data.unreadable` with what the decoder says. */
export function decodeImage(bytes: Uint8Array, header: ImageHeader, file: string): ImageSamples {
  try {
    return header.type === 'png' ? fromPng(bytes) : fromJpeg(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError(
      'data.unreadable',
      `the image of ${bytes.length} bytes cannot be decoded: ${reason}.`,
      {
        remedy: 'The copy is incomplete or damaged: fetch it again, or take it out of the folder.',
        location: { file },
        cause: error,
      },
    );
  }
}

function fromPng(bytes: Uint8Array): ImageSamples {
  const png = decodePng(bytes, { checkCrc: true });
  const pixels = png.width * png.height;
  if (png.palette) {
    const samples = convertIndexedToRgb(png);
    return { samples, stride: samples.length / pixels, scale: 1 };
  }
  const samples = png.depth < 8 ? unpacked(png) : png.data;
  if (samples.length < pixels * png.channels) throw new Error('pixels are missing');
  return { samples, stride: png.channels, scale: 255 / (2 ** png.depth - 1) };
}

/** Grey of 1, 2 or 4 bits: several pixels a byte, each row begins a new one. */
function unpacked({ width, height, depth, data }: DecodedPng): Uint8Array {
  const rowBytes = Math.ceil((width * depth) / 8);
  const mask = 2 ** depth - 1;
  const samples = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const byte = data[y * rowBytes + (bit >> 3)] ?? 0;
      samples[y * width + x] = (byte >> (8 - depth - (bit % 8))) & mask;
    }
  }
  return samples;
}

/** Grey comes as colour whose channels are equal: the first is taken then. */
function fromJpeg(bytes: Uint8Array): ImageSamples {
  const { data } = decodeJpeg(bytes, { useTArray: true, formatAsRGBA: false, tolerantDecoding: false });
  return { samples: data, stride: 3, scale: 1 };
}
