import type { Hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { throwIfAborted } from '../../base/abort';
import { CodedError } from '../../base/errors';
import type { DecodedData } from '../../science/datasets/dataDecoder';
import type { DataReadOptions } from '../../science/datasets/dataSet';
import { finishRows } from '../../science/datasets/finishRows';
import { readImageHeader, type ImageHeader } from '../../science/datasets/imageHeader';
import { checkMemory } from '../../science/datasets/memory';
import { hashPrefix, type FolderFile } from './dataFolder';
import { decodeImage, type ImageSamples } from './decodeImage';
import { fileError } from './filePieces';
import type { ArchiveHooks } from './npzFile';

/** No image that is worth a row is larger; a bomb may be. */
const largestFile = 1 << 26;

/**
 * Images as rows, in the order of their names: a feature a pixel and channel, grey or red-green-blue, from 0 to 255;
 * transparency is left out. All must be of one size. Where there are sub-folders, their names are the labels.
 *
 * @param hash of the folder, to be fed with every file.
 */
export async function readImages(
  files: readonly FolderFile[],
  path: string,
  options: DataReadOptions,
  { signal, onProgress }: ArchiveHooks,
  hash: Hash,
): Promise<DecodedData> {
  let first: ImageHeader | undefined;
  let values = new Float32Array(0);
  let width = 0;
  for (const [row, file] of files.entries()) {
    throwIfAborted(signal);
    const shown = `${path}/${file.name}`;
    const bytes = await readImage(file, shown);
    hash.update(hashPrefix(file)).update(bytes);
    const header = readImageHeader(bytes, shown);
    if (first === undefined) {
      first = header;
      width = header.width * header.height * header.channels;
      checkMemory(path, files.length * width, 4, options.maxBytes);
      values = new Float32Array(files.length * width);
    }
    checkSame(header, first, shown, files[0]?.name ?? '');
    fill(values, row * width, header, decodeImage(bytes, header, shown));
    onProgress?.((row + 1) / files.length);
  }
  const folders = files.map(({ name }) => name.slice(0, Math.max(0, name.lastIndexOf('/'))));
  const labels = folders.some((folder) => folder !== '') ? folders : undefined;
  const image = first && {
    height: first.height,
    width: first.width,
    channels: first.channels,
    planar: first.channels === 1,
  };
  return finishRows({ rows: files.length, width, values, labels, image }, options, path);
}

async function readImage({ absolutePath, bytes }: FolderFile, shown: string): Promise<Uint8Array> {
  if (bytes > largestFile) {
    throw new CodedError(
      'data.too-large',
      `the image has ${bytes} bytes, and at most ${largestFile} are read.`,
      {
        remedy: 'Scale it down, or take it out of the folder.',
        location: { file: shown },
      },
    );
  }
  return readFile(absolutePath).catch((error: unknown) => {
    throw fileError(error, shown);
  });
}

function checkSame(header: ImageHeader, first: ImageHeader, shown: string, firstName: string): void {
  const describe = ({ width, height, channels }: ImageHeader): string =>
    `${width} × ${height} in ${channels === 1 ? 'grey' : 'colour'}`;
  if (describe(header) === describe(first)) return;
  throw new CodedError(
    'data.unreadable',
    `the image is ${describe(header)}, and ${firstName} is ${describe(first)}.`,
    { remedy: 'Bring all images to one size, all grey or all in colour.', location: { file: shown } },
  );
}

function fill(values: Float32Array, at: number, header: ImageHeader, image: ImageSamples): void {
  const { samples, stride, scale } = image;
  const { channels } = header;
  const pixels = header.width * header.height;
  let to = at;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let c = 0; c < channels; c++) values[to++] = (samples[pixel * stride + c] ?? 0) * scale;
  }
}
