import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../../base/errors';
import { formatOf } from '../../science/datasets/formats';
import { fileError } from './filePieces';

/** A file of a data set that is a folder. */
export interface FolderFile {
  readonly absolutePath: string;
  /** Within the folder, with `/`. */
  readonly name: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

export interface DataFolder {
  /** `arrays` are data sets each, such as the layers of a network: there is no reading them as one. */
  readonly kind: 'images' | 'cifar' | 'arrays';
  /** In the order of their names, which is that of the rows. */
  readonly files: readonly FolderFile[];
}

/** What goes into the hash of a folder before a file's bytes, so that a renamed file makes another folder. */
export function hashPrefix({ name, bytes }: FolderFile): string {
  return `${name}\0${bytes}\0`;
}

const image = /\.(?:png|jpe?g)$/i;
const cifarBatch = /^data_batch_\d+\.bin$/;
const atOnce = 64;
/** Folders within folders: split and class. A path half typed may be a whole disk. */
const deepest = 2;
const mostFiles = 200_000;

/**
 * The files that make up a data folder: PNG and JPEG images in it and up to two folders deeper, hidden ones left out;
 * or, where there is none, CIFAR-10's training batches; or else the data files directly in it. Throws `data.unreadable`
 * where there are none of these, `data.too-large` where there are too many files.
 *
 * @param path as the user wrote it, for messages.
 */
export async function listDataFolder(absolutePath: string, path: string): Promise<DataFolder> {
  const names: string[] = [];
  await addFiles(names, absolutePath, '', path);
  names.sort();
  const images = names.filter((name) => image.test(name));
  const batches = names.filter((name) => cifarBatch.test(name));
  const arrays = names.filter((name) => !name.includes('/') && isArrayFile(name));
  const kind = images.length > 0 ? 'images' : batches.length > 0 ? 'cifar' : 'arrays';
  const chosen = { images, cifar: batches, arrays }[kind];
  if (chosen.length === 0) {
    throw new CodedError('data.unreadable', 'this is a folder without images, CIFAR-10 batches or arrays.', {
      remedy:
        'Name a data file, or a folder of .png and .jpg images or of data_batch_1.bin and so on; for layers, one of .npy files.',
      location: { file: path },
    });
  }
  const files: FolderFile[] = [];
  for (let i = 0; i < chosen.length; i += atOnce) {
    files.push(
      ...(await Promise.all(chosen.slice(i, i + atOnce).map((name) => statOf(absolutePath, name, path)))),
    );
  }
  return { kind, files };
}

/** Formats in which a file of a folder may be a layer: CIFAR-10's `.bin` says too little of what it is. */
function isArrayFile(name: string): boolean {
  const format = formatOf(name)?.format;
  return format !== undefined && format !== 'cifar';
}

async function addFiles(names: string[], root: string, folder: string, path: string): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    throw fileError(error, path);
  });
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    // Links to folders are not followed: they may lead in circles.
    if (!entry.isDirectory()) names.push(name);
    else if (name.split('/').length <= deepest) await addFiles(names, root, name, path);
    if (names.length > mostFiles) {
      throw new CodedError('data.too-large', `the folder holds more than ${mostFiles} files.`, {
        remedy: 'Name a folder with fewer, such as that of one class.',
        location: { file: path },
      });
    }
  }
}

async function statOf(root: string, name: string, path: string): Promise<FolderFile> {
  const absolutePath = join(root, name);
  const stats = await stat(absolutePath).catch((error: unknown) => {
    throw fileError(error, `${path}/${name}`);
  });
  return { absolutePath, name, bytes: stats.size, modifiedMs: stats.mtimeMs };
}
