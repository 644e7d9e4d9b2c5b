import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CodedError } from '../base/errors';
import type { Representation } from '../experiments/layers/representation';
import { arrayName, naturalOrder } from '../science/datasets/arrayNames';
import type { DataReadOptions } from '../science/datasets/dataSet';
import { parseDataName } from '../science/datasets/dataName';
import { formatOf } from '../science/datasets/formats';
import { readNpyHeader, type NpyHeader } from '../science/datasets/npyHeader';
import { readSafetensorsHeader, type SafeTensor } from '../science/datasets/safetensorsHeader';
import { listDataFolder } from './data/dataFolder';
import { filePieces } from './data/filePieces';
import { gunzipped } from './data/inflate';
import { describeNpz, type ArrayShape } from './data/npzFile';
import { openCompressed, openFile } from './data/randomAccess';
import { readTensor } from './data/tensorPart';
import { readDataFile } from './dataFile';
import { hashData } from './dataIdentity';
import type { NamedData } from './namedData';

/** A network's layers, and what the result keeps of the folder or file they are in. */
export interface NamedRepresentations {
  /** In the natural order of their names. */
  readonly representations: readonly Representation[];
  readonly input: NamedData['input'];
}

interface ArrayFile {
  readonly absolutePath: string;
  /** As the user wrote it. */
  readonly path: string;
}

const headerBytes = 1 << 24;

/**
 * The layers that a block's `data` names: each array of an `.npz` or `.safetensors` file, or each data file of a folder;
 * of a folder's archives with several arrays, each array, as `file.array`. No values are read yet.
 *
 * @param locate where a path leads.
 * @throws `data.missing`, `data.unreadable` where there is no array.
 */
export async function namedRepresentations(
  name: string,
  locate: (path: string) => string | Promise<string>,
  signal: AbortSignal | undefined,
): Promise<NamedRepresentations> {
  const { path, part } = parseDataName(name);
  if (part !== undefined) {
    throw new CodedError('data.unreadable', `"#${part}" is one array, and layers are several.`, {
      remedy: `Name the file alone, ${path}, and choose layers by \`layers\`.`,
      location: { file: path },
    });
  }
  const absolutePath = await locate(path);
  const { sha256, bytes, modifiedMs, isFolder } = await hashData(absolutePath, signal, path);
  const layers = isFolder
    ? await inFolder(absolutePath, path, signal)
    : await inFile({ absolutePath, path }, false, sha256, signal);
  return {
    representations: layers.sort((a, b) => naturalOrder(a.name, b.name)),
    input: { path, sha256, bytes, modifiedMs },
  };
}

/** The names of the layers in a folder or file, by directories and headers alone. Throws as reading them would. */
export async function layerNamesIn(absolutePath: string): Promise<readonly string[]> {
  const layers = (await stat(absolutePath)).isDirectory()
    ? await inFolder(absolutePath, absolutePath, undefined)
    : await inFile({ absolutePath, path: absolutePath }, false, undefined, undefined);
  return layers.map(({ name }) => name).sort(naturalOrder);
}

async function inFolder(
  absolutePath: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Representation[]> {
  const { kind, files } = await listDataFolder(absolutePath, path);
  if (kind !== 'arrays') {
    const message = `this is a folder of ${kind === 'images' ? 'images' : 'CIFAR-10 batches'}, not of a network’s layers.`;
    throw new CodedError('data.unreadable', message, {
      remedy: 'Save an array a layer, as .npy, into a folder of its own.',
      location: { file: path },
    });
  }
  const layers: Representation[] = [];
  for (const file of files) {
    const each = { absolutePath: file.absolutePath, path: `${path}/${file.name}` };
    layers.push(...(await inFile(each, true, undefined, signal)));
  }
  return layers;
}

/** @param inFolder whether the file is one of several, so that its own name is, or begins, its layers'. */
async function inFile(
  file: ArrayFile,
  inFolder: boolean,
  sha256: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Representation[]> {
  const arrays = await arraysIn(file, signal);
  const stem = arrayName(basename(file.path));
  const several = arrays.length > 1;
  return arrays.map(({ name, shape, tensor }) => ({
    name: !inFolder ? name || stem : several ? `${stem}.${name}` : stem,
    source: several ? `${file.path}#${name}` : file.path,
    rows: shape[0],
    async read(maxBytes, onProgress, keep) {
      const { absolutePath, path } = file;
      const options: DataReadOptions = {
        header: 'auto',
        label: undefined,
        missing: 'refuse',
        maxBytes,
        keep,
        ...(name === '' ? {} : { part: name }),
      };
      const { matrix, sampledOf } =
        tensor === undefined
          ? await readDataFile(absolutePath, options, { signal, onProgress, displayPath: path, sha256 })
          : await readTensor(absolutePath, path, tensor, options, { signal, onProgress });
      return { ...matrix, sampledOf };
    },
  }));
}

interface ListedArray extends ArrayShape {
  /** Where it is in the file, where that can be read by itself. */
  readonly tensor?: SafeTensor | undefined;
}

/** The arrays of a file by name; one without a name where its format holds one only. */
async function arraysIn(
  { absolutePath, path }: ArrayFile,
  signal: AbortSignal | undefined,
): Promise<readonly ListedArray[]> {
  const { format, gzipped = false } = formatOf(path) ?? {};
  switch (format) {
    case 'npz': {
      const archive = await (gzipped
        ? openCompressed(absolutePath, path, Infinity, signal)
        : openFile(absolutePath, path, signal));
      try {
        return await describeNpz(archive, path);
      } finally {
        await archive.close();
      }
    }
    case 'safetensors': {
      const read = (bytes: Uint8Array): readonly SafeTensor[] | undefined =>
        readSafetensorsHeader(bytes, path);
      const tensors = await headerOf(absolutePath, path, gzipped, signal, read);
      return tensors.map((tensor) => ({
        name: tensor.name,
        shape: tensor.shape,
        tensor: gzipped ? undefined : tensor,
      }));
    }
    case 'npy': {
      const read = (bytes: Uint8Array): NpyHeader | undefined => readNpyHeader(bytes, path);
      const { shape } = await headerOf(absolutePath, path, gzipped, signal, read);
      return [{ name: '', shape }];
    }
    default:
      return [{ name: '', shape: [] }];
  }
}

/** What the first bytes say, read as far as that takes. */
async function headerOf<Header>(
  absolutePath: string,
  path: string,
  gzipped: boolean,
  signal: AbortSignal | undefined,
  read: (bytes: Uint8Array) => Header | undefined,
): Promise<Header> {
  const plain = filePieces(absolutePath, path, signal);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of gzipped ? gunzipped(plain, path) : plain) {
    parts.push(piece);
    size += piece.length;
    const found = read(Buffer.concat(parts));
    if (found !== undefined) return found;
    if (size > headerBytes) break;
  }
  throw new CodedError('data.unreadable', `the file ends at byte ${size}, within its header.`, {
    remedy: 'The copy is incomplete: fetch or write it again.',
    location: { file: path },
  });
}
