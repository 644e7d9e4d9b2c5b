import { createHash } from 'node:crypto';
import { CodedError } from '../../base/errors';
import type { DataReadOptions, DataSet } from '../../science/datasets/dataSet';
import { CifarDecoder } from '../../science/datasets/cifarDecoder';
import { hashPrefix, listDataFolder, type FolderFile } from './dataFolder';
import { filePieces } from './filePieces';
import { readImages } from './imageFolder';
import type { ArchiveHooks } from './npzFile';

/** Reads a folder of images, or of CIFAR-10's training batches one after the other. */
export async function readDataFolder(
  absolutePath: string,
  path: string,
  options: DataReadOptions,
  hooks: ArchiveHooks,
): Promise<DataSet> {
  const { kind, files } = await listDataFolder(absolutePath, path);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const hash = createHash('sha256');
  const shown = path.replace(/[\\/]+$/, '');
  if (kind === 'images') {
    const data = await readImages(files, shown, options, hooks, hash);
    return { ...data, hash: hash.digest('hex'), bytes };
  }
  if (kind === 'arrays') throw severalSets(shown, files);
  const decoder = new CifarDecoder({ path: shown, bytes }, options);
  let read = 0;
  for (const file of files) {
    const name = `${shown}/${file.name}`;
    decoder.beginFile(name, file.bytes);
    hash.update(hashPrefix(file));
    for await (const piece of filePieces(file.absolutePath, name, hooks.signal)) {
      hash.update(piece);
      decoder.push(piece);
      read += piece.length;
      hooks.onProgress?.(read / bytes);
    }
  }
  return { ...decoder.finish(), hash: hash.digest('hex'), bytes };
}

function severalSets(path: string, files: readonly FolderFile[]): CodedError {
  const message = `this is a folder of ${files.length} data ${files.length === 1 ? 'file' : 'files'}, and a data set is one.`;
  return new CodedError('data.unreadable', message, {
    remedy: `Name one of them, as ${path}/${files[0]?.name}; the layers of a network are compared by \`kind: layer-dimension\`.`,
    location: { file: path },
  });
}
