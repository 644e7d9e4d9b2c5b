import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolveDataPath } from '../adapters/dataPaths';
import type { NoteFile } from '../adapters/noteFiles';
import { CodedError, type ErrorCode } from '../base/errors';
import { LineIndex } from '../base/text';
import type { ExperimentKind } from '../experiments/kind';
import { readSpec, type SpecFile } from '../experiments/readSpec';
import type { ExperimentBlock } from '../notes/experimentBlock';
import { readExperimentBlocks } from '../notes/experimentBlocks';

export interface ReadyBlock {
  readonly block: ExperimentBlock;
  /** Of its opening fence, from 0. */
  readonly line: number;
  readonly kind: ExperimentKind;
  readonly spec: Record<string, unknown>;
}

export interface NoteBlocks {
  /** The blocks that can be run. */
  readonly ready: readonly ReadyBlock[];
  /** Everything that is wrong with the blocks asked for, each with its place. */
  readonly problems: readonly CodedError[];
}

/**
 * The blocks of a note, or the one with an id. Throws `experiment.not-found` where there is none.
 *
 * @param notePath of the note, relative to the root, with `/`.
 */
export async function readNoteBlocks(
  note: NoteFile,
  id: string | undefined,
  root: string,
  notePath: string,
): Promise<NoteBlocks> {
  const all = readExperimentBlocks(note.text);
  const asked = id === undefined ? all : all.filter((block) => block.id === id);
  if (asked.length === 0) throw notFound(note, id, all);
  const lines = new LineIndex(note.text);
  const problems: CodedError[] = [];
  const ready: ReadyBlock[] = [];
  for (const block of asked) {
    const tell = (code: ErrorCode, start: number, message: string, remedy: string): void => {
      const { line, character } = lines.position(start);
      const location = { file: note.path, line: line + 1, column: character + 1 };
      problems.push(new CodedError(code, message, { remedy, location }));
    };
    const { kind, spec, problems: found, files } = readSpec(block);
    for (const problem of found) {
      if (problem.severity !== 'error') continue;
      tell('experiment.invalid', problem.range.start, problem.message, problem.remedy);
    }
    for (const file of files) {
      const remedy = await missingFileRemedy(file, root, notePath);
      if (remedy === undefined) continue;
      tell('data.missing', file.range.start, `There is no file “${file.path}”.`, remedy);
    }
    if (block.id !== '' && all.some((other) => other !== block && other.id === block.id)) {
      const message = `Two blocks of this note have the id “${block.id}”.`;
      tell('experiment.invalid', block.idRange.start, message, 'Give each its own.');
    }
    if (kind && spec) ready.push({ block, line: lines.position(block.fence.start).line, kind, spec });
  }
  return { ready, problems };
}

/** Undefined where the file is there. */
async function missingFileRemedy(
  file: SpecFile,
  root: string,
  notePath: string,
): Promise<string | undefined> {
  const absolute = await resolveDataPath(root, notePath, file.path);
  if (await stat(absolute).catch(() => undefined)) return undefined;
  const looked = new Set([join(dirname(notePath), file.path), join(file.path)]);
  return `Looked for ${[...looked].join(' and ')} under ${root}.`;
}

function notFound(note: NoteFile, id: string | undefined, all: readonly ExperimentBlock[]): CodedError {
  const ids = all.map((block) => block.id).filter((known) => known !== '');
  const message =
    id === undefined ? 'The note has no experiment block.' : `The note has no experiment block “${id}”.`;
  const remedy =
    ids.length > 0 ? `It has: ${ids.join(', ')}.` : 'Write a fenced block that starts ```experiment <id>.';
  return new CodedError('experiment.not-found', message, { remedy, location: { file: note.path } });
}
