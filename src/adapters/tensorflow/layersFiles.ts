import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodedError } from '../../base/errors';
import { groupBytes, readLayersFile, type WeightGroup } from '../../science/models/layersFile';
import type { LayersSource } from '../../science/models/layersNetwork';
import { fileError } from '../data/filePieces';

/** What a result keeps of a model's files. */
export interface ModelInput {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/**
 * Reads a model of TensorFlow.js Layers from the disk: its JSON file, and the shards of its weights, which lie beside it or
 * below.
 *
 * @param path as the user wrote it. @param absolutePath where it is.
 * @throws `data.missing`, `data.unreadable` where a file is missing, damaged or cut short.
 */
export async function readLayersModel(
  path: string,
  absolutePath: string,
): Promise<{ source: LayersSource; inputs: readonly ModelInput[] }> {
  const main = await readWhole(path, absolutePath);
  const read = readLayersFile(new TextDecoder().decode(main.bytes));
  if (!read.ok) {
    const { message, remedy, line, column } = read.error;
    const place = line === undefined || column === undefined ? {} : { line, column };
    throw new CodedError('data.unreadable', message, { remedy, location: { file: path, ...place } });
  }
  const { topology, groups } = read.value;
  const inputs = [main.input];
  const pieces: Uint8Array[] = [];
  for (const group of groups) {
    const shards = [];
    for (const name of group.paths) shards.push(await readShard(name, path, absolutePath));
    checkSize(group, shards, path);
    inputs.push(...shards.map(({ input }) => input));
    pieces.push(...shards.map(({ bytes }) => bytes));
  }
  const digest = createHash('sha256');
  for (const { sha256 } of inputs) digest.update(sha256);
  const weights =
    groups.length === 0
      ? undefined
      : { specs: groups.flatMap((group) => group.weights), bytes: joined(pieces) };
  return { source: { path, topology, weights, digest: digest.digest('hex') }, inputs };
}

interface FoundFile {
  readonly bytes: Uint8Array;
  readonly input: ModelInput;
}

async function readShard(name: string, modelPath: string, modelFile: string): Promise<FoundFile> {
  const parts = name.split(/[\\/]/u);
  if (/^[a-z]+:/iu.test(name) || parts.includes('..') || parts[0] === '') {
    throw new CodedError(
      'data.unreadable',
      `Its weights are said to be at “${name}”, which is not beside it.`,
      {
        remedy: 'Models are read from files alone: put the shards into the folder of the model.',
        location: { file: modelPath },
      },
    );
  }
  const shown = [...modelPath.split(/[\\/]/u).slice(0, -1), ...parts].join('/');
  return readWhole(shown, join(dirname(modelFile), ...parts)).catch((error: unknown) => {
    if (!(error instanceof CodedError) || error.code !== 'data.missing') throw error;
    throw new CodedError(
      'data.missing',
      `The model ${modelPath} has weights in this file, which is not there.`,
      {
        remedy: 'Copy all the files that were exported with the model into its folder.',
        location: { file: shown },
      },
    );
  });
}

/** A group's files together are as long as its weights: where they are not, the one to blame is named. */
function checkSize(group: WeightGroup, shards: readonly FoundFile[], modelPath: string): void {
  const wanted = groupBytes(group);
  const found = shards.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (found === wanted) return;
  // Shards are of one size but for the last, which is smaller.
  const most = Math.max(...shards.map(({ bytes }) => bytes.length));
  const cut = shards.slice(0, -1).find(({ bytes }) => bytes.length < most) ?? shards.at(-1);
  const all = shards.length === 1 ? 'It has' : `The ${shards.length} shards have`;
  throw new CodedError(
    'data.unreadable',
    `${all} ${found} bytes, and the weights of ${modelPath} take ${wanted}: ${
      found < wanted ? 'the file is cut short' : 'it is of another model'
    }.`,
    {
      remedy: 'Export or copy the model with all its files again.',
      location: { file: cut?.input.path ?? modelPath },
    },
  );
}

async function readWhole(path: string, absolutePath: string): Promise<FoundFile> {
  try {
    const bytes = await readFile(absolutePath);
    const { mtimeMs } = await stat(absolutePath);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { bytes, input: { path, sha256, bytes: bytes.length, modifiedMs: mtimeMs } };
  } catch (error) {
    throw fileError(error, path);
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
