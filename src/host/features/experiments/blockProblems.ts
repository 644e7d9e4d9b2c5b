import { l10n, Location, Position, Range, type Uri } from 'vscode';
import type { Problem } from '../../../base/problem';
import { LineIndex, type OffsetRange } from '../../../base/text';
import { experimentKinds } from '../../../experiments/registry';
import type { ReadSpec } from '../../../experiments/readSpec';
import type { Run } from '../../../experiments/run';
import type { DataFiles } from '../../runs/dataFiles';
import type { ExperimentIndex, NoteExperiment } from '../../runs/experimentIndex';
import { asClause } from '../../runs/labels';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';
import { layerFolders } from './dataFolders';
import { pathFromNote, type DataCatalog } from './dataCatalog';
import { nearMatches } from './nearMatches';

/** A problem of a block with what the editor can show beside it. */
export interface BlockProblem extends Problem {
  /** What may have been meant in place of the range's text, likeliest first. */
  readonly replacements?: readonly string[];
  readonly related?: readonly { readonly message: string; readonly location: Location }[];
  /** True for what a run found out: running again is a remedy. */
  readonly fromRun?: boolean;
}

export interface BlockProblemPorts {
  readonly index: ExperimentIndex;
  readonly files: DataFiles;
  readonly catalog: DataCatalog;
  readonly runs: WorkspaceRuns;
}

/** All that is wrong with a block: its text, its data files, its id among others, and what its last run found. */
export function blockProblems(experiment: NoteExperiment, ports: BlockProblemPorts): readonly BlockProblem[] {
  return [
    ...experiment.read.problems.map((problem) => withReplacements(problem, experiment)),
    ...missingFiles(experiment, ports),
    ...foldersOfArrays(experiment, ports),
    ...duplicates(experiment, ports.index),
    ...failedRun(experiment, ports),
  ];
}

/** The first problem that keeps the block from running, in the order of the text. */
export function blockingProblem(
  experiment: NoteExperiment,
  ports: BlockProblemPorts,
): BlockProblem | undefined {
  return blockProblems(experiment, ports)
    .filter((problem) => problem.severity === 'error' && !problem.fromRun)
    .sort((a, b) => a.range.start - b.range.start)[0];
}

/** Of a kind or an option that there is not, those with a name like it. */
function withReplacements(problem: Problem, { note, read }: NoteExperiment): BlockProblem {
  const written = note.text.slice(problem.range.start, problem.range.end);
  const candidates =
    problem.code === 'experiment.kind' && !read.kind
      ? experimentKinds.map(({ id }) => id)
      : problem.code === 'experiment.option' && read.kind
        ? Object.keys(read.kind.schema.shape)
        : [];
  const replacements = nearMatches(written, candidates);
  return replacements.length > 0 ? { ...problem, replacements } : problem;
}

function missingFiles({ note, read }: NoteExperiment, { files, catalog }: BlockProblemPorts): BlockProblem[] {
  return read.files.flatMap(({ path, range, isModel }) => {
    if (files.get({ folder: note.folder, note: note.path, path }).state !== 'missing') return [];
    if (isModel) return [missingModel(path, range)];
    const known = catalog.known(note.folder).map((candidate) => pathFromNote(candidate, note.path));
    const folders = readsLayers(read) ? layerFolders(known) : [];
    const replacements = nearMatches(path, [...folders, ...known]);
    const [best] = replacements;
    return [
      {
        code: 'data.missing',
        severity: 'error',
        message: l10n.t('There is no file {0}, neither beside this note nor in the folder.', path),
        remedy:
          best === undefined
            ? l10n.t(
                'Write the path of a data file, such as a .csv or .npy, or of a folder of images, relative to the note or to the folder.',
              )
            : l10n.t('Did you mean {0}?', best),
        range,
        replacements,
      },
    ];
  });
}

function missingModel(path: string, range: BlockProblem['range']): BlockProblem {
  return {
    code: 'data.missing',
    severity: 'error',
    message: l10n.t('There is no file {0}, neither beside this note nor in the folder.', path),
    remedy: l10n.t(
      'Write the path of a model.json of TensorFlow.js Layers, relative to the note or to the folder.',
    ),
    range,
  };
}

/** Whether the block's files hold several arrays, one a layer. */
function readsLayers({ kind, keyRanges }: ReadSpec): boolean {
  return kind?.readsLayers !== undefined && !keyRanges.has(kind.readsLayers.unless);
}

/** A folder of arrays is no data set; a folder half typed is often one. */
function foldersOfArrays(
  { note, read }: NoteExperiment,
  { files, catalog }: BlockProblemPorts,
): BlockProblem[] {
  if (readsLayers(read)) return [];
  return read.files.flatMap(({ path, range }) => {
    const file = files.get({ folder: note.folder, note: note.path, path });
    if (file.state !== 'present' || !file.holdsArrays) return [];
    const known = catalog.known(note.folder).map((candidate) => pathFromNote(candidate, note.path));
    return [
      {
        code: 'data.folder',
        severity: 'error',
        message: l10n.t('{0} is a folder of data files, each a data set of its own.', path),
        remedy: l10n.t('Name one of them; layers of a network are compared by “kind: layer-dimension”.'),
        range,
        replacements: known
          .filter((candidate) => candidate.startsWith(`${path.replace(/\/+$/, '')}/`))
          .slice(0, 5),
      },
    ];
  });
}

function duplicates({ note, block, line }: NoteExperiment, index: ExperimentIndex): BlockProblem[] {
  if (block.id === '') return [];
  // Of its own note, the text this block was read from: what the index knows of it may be some keystrokes older.
  const elsewhere = index
    .withId(note.folder, block.id)
    .filter((o) => o.note.uri.toString() !== note.uri.toString());
  const here = index.in(note).filter((other) => other.block.id === block.id && other.line !== line);
  const others = [...here, ...elsewhere];
  if (others.length === 0) return [];
  return [
    {
      code: 'experiment.duplicate-id',
      severity: 'error',
      message: l10n.t('Another experiment has the id {0}: results could not be told apart.', block.id),
      remedy: l10n.t('Give one of them another id.'),
      range: block.idRange,
      related: others.map((other) => ({
        message: `${other.note.path}:${other.line + 1}`,
        location: new Location(other.note.uri, new Position(other.line, 0)),
      })),
    },
  ];
}

/** What the last run could not do with this spec and this data; gone once either is another. */
function failedRun(experiment: NoteExperiment, { runs, files }: BlockProblemPorts): BlockProblem[] {
  const { note, block, read, specHash } = experiment;
  const run = runs.in(note.folder).latest(block.id);
  if (run?.state !== 'failed' || !run.error || run.spec.specHash !== specHash) return [];
  if (!isAboutInput(run.error.code)) return [];
  const { location, message, remedy } = run.error;
  const file = read.files.find(({ path }) => path === location?.file) ?? read.files[0];
  const state = file && files.get({ folder: note.folder, note: note.path, path: file.path });
  if (state?.state === 'present' && changedSince(run, state.modifiedMs)) return [];
  if (state?.state === 'missing') return [];
  const line = location?.line;
  const at = new Position((line ?? 1) - 1, (location?.column ?? 1) - 1);
  const place = line === undefined ? location?.file : `${location?.file}:${line}`;
  return [
    {
      code: run.error.code,
      severity: 'error',
      message: place === undefined ? message : `${place}: ${asClause(message)}.`,
      remedy,
      range: file ? withPart(note.text, file.range) : block.fence,
      fromRun: true,
      ...(state?.state === 'present' && line !== undefined
        ? { related: [{ message: asClause(message), location: new Location(state.uri, new Range(at, at)) }] }
        : {}),
    },
  ];
}

/** A path with the array or the columns that are named after it: `all.npz#train`. */
function withPart(text: string, { start, end }: OffsetRange): OffsetRange {
  const part = /^#[^\s'"]{1,200}/.exec(text.slice(end, end + 201))?.[0] ?? '';
  return { start, end: end + part.length };
}

function isAboutInput(code: string): boolean {
  return code.startsWith('data.') || code.startsWith('estimate.') || code === 'experiment.invalid';
}

function changedSince(run: Run, modifiedMs: number): boolean {
  return modifiedMs > Date.parse(run.endedAt ?? run.spec.createdAt);
}

/** Where a problem is, for an error message and for `revealRange`. */
export function problemRange(experiment: NoteExperiment, problem: Problem): { uri: Uri; range: Range } {
  const lines = new LineIndex(experiment.note.text);
  const start = lines.position(problem.range.start);
  const end = lines.position(problem.range.end);
  return {
    uri: experiment.note.uri,
    range: new Range(start.line, start.character, end.line, end.character),
  };
}
