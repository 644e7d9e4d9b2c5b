import type { z } from 'zod';
import type { Clock } from '../base/clock';
import type { DataReadOptions, DataSet } from '../science/datasets/dataSet';
import type { OpenedModel } from '../science/models/layersNetwork';
import type { NeighbourBackend } from '../science/neighbours';
import type { Representation } from './layers/representation';
import type { TrialBackend } from '../science/networkStudies/trials';
import type { ReplicaBackend } from '../science/subspace/replicaBackend';
import type { ProgramBackend, ProgramStart } from './command/program';
import type { Keeping, Reused } from './kept';
import type { ExperimentResult } from './result';
import type { TimeLeft, WorkDone } from './run';

/** What a kind's code may ask of the worker it runs in. No file, clock or process reaches it but through here. */
export interface RunContext {
  readonly signal: AbortSignal;
  readonly seed: number;
  /** Threads the user allows. */
  readonly threads: number;
  /** `fraction` within the whole run, 0 to 1; `left` once it can be told. Cheap: the worker thins what it writes. */
  progress(fraction: number, message: string, left?: TimeLeft): void;
  warn(message: string): void;
  /** Lets signals and timers in; kernels await it every few tens of milliseconds. */
  breathe(): Promise<void>;
  /** `path` as the spec names it. Reports its own progress through `onProgress` (0 to 1). */
  readData(path: string, options: DataReadOptions, onProgress: (fraction: number) => void): Promise<DataSet>;
  /** The layers that `path`, as the spec names it, holds, in the natural order of their names; nothing where there are only data sets. */
  readonly readRepresentations?: (path: string) => Promise<readonly Representation[]>;
  /** For a budget in time; no number may depend on it but by how much was done. */
  readonly clock?: Pick<Clock, 'now'>;
  /**
   * What was kept by this run before it was paused, cancelled or killed, and by the runs it extends; and where to keep
   * more. To be opened once, after all inputs are read, since pieces count only for the same kind, revision and inputs.
   *
   * @param basis all else that a piece depends on, as a JSON value: options that change it, but not those that only say
   * how many pieces there are.
   */
  readonly keeping?: (basis: unknown) => Promise<Keeping>;
  /** Shows what there is of the result so far. Cheap: `make` is called only when it is written, once a second at most. */
  readonly soFar?: (make: () => OutcomeSoFar) => void;
  /** Finds nearest neighbours on all the threads allowed; the calling thread does it where there is none. */
  readonly neighbours?: NeighbourBackend;
  /** Trains replicas on all the threads allowed; the calling thread does it where there is none. */
  readonly replicas?: ReplicaBackend;
  /** Of kinds whose replicas the worker keeps: gives another trainer that does none twice either. */
  readonly keepReplicas?: (trainer: ReplicaBackend) => ReplicaBackend;
  /** Counts files that the result depends on among the run's inputs, by their bytes; `paths` as the spec names them. */
  readonly fingerprint?: (paths: readonly string[]) => Promise<void>;
  /** The spec's program, where whoever started this run has allowed that very one. */
  readonly program?: ProgramBackend;
  /**
   * Opens a model of TensorFlow.js Layers, `path` as the spec names it, and counts its files among the run's inputs. From then
   * on `replicas` trains it. Throws `data.missing`, `data.unreadable`, `experiment.invalid`.
   */
  readonly openModel?: (path: string) => Promise<OpenedModel>;
  /** Does the trials of studies on all the threads allowed; the calling thread does them where there is none. */
  readonly trials?: TrialBackend;
}

/** What a kind's run gives back: the worker adds hashes, versions and times. */
export interface KindOutcome<Found extends ExperimentResult = ExperimentResult> {
  readonly result: Found;
  /** Numbers too many for the result, CSV by name: files of their own beside it. */
  readonly tables?: ReadonlyMap<string, string>;
  readonly backend: string;
  readonly precision: string;
  /** Work of other runs in it. */
  readonly reused?: readonly Reused[];
}

/** What there is of an outcome while the work goes on: nothing is said against what is merely still to come. */
export interface OutcomeSoFar<Found extends ExperimentResult = ExperimentResult> extends KindOutcome<Found> {
  readonly work: WorkDone;
}

/** How more of the same may be asked of a kind that keeps its pieces. */
export interface Extension<Spec> {
  /** Options that only say how many pieces there are: runs that differ in these alone share their pieces. */
  readonly keys: readonly string[];
  /** The option that asks for more here, its value now, and what it counts: `runs`; undefined where a spec has none. */
  by(spec: Spec):
    | {
        readonly key: string;
        readonly now: number;
        readonly most: number;
        readonly noun: string;
      }
    | undefined;
}

/**
 * How a run's pieces are kept: by the kind, through `keeping`; or, where nearly all of its work is training replicas or
 * doing trials, by the worker. False where they are not.
 */
export type Keeps = boolean | 'replicas' | 'trials';

/** One kind of experiment; a file each in `kinds/`, listed in `registry.ts`. */
export interface ExperimentKind<
  Schema extends z.ZodObject = z.ZodObject,
  Found extends ExperimentResult = ExperimentResult,
> {
  readonly id: string;
  /** A noun phrase for pickers. */
  readonly title: string;
  readonly description: string;
  /** What a new block says after its kind: lines of YAML, `{data}` where a data file of the workspace belongs. */
  readonly starter: readonly string[];
  /** Raised whenever the same spec, data and seed may give other numbers; results of older revisions are stale. */
  readonly revision: number;
  /**
   * Every option with its default and, by `.describe()` or `.meta()`, one line of help and examples: drives validation,
   * completion, `--set`.
   */
  readonly schema: Schema;
  /** The spec's keys that name files, for staleness and missing-file problems. */
  readonly fileKeys: readonly string[];
  /** Keys that may name a model's file, `models/mine.json`, in place of a network: a text, or a list of them. */
  readonly modelKeys?: readonly string[];
  /**
   * Those name several arrays, one a layer, rather than one data set, unless the block has an option, `unless`; which of
   * the layers are meant says the option `names`.
   */
  readonly readsLayers?: { readonly unless: string; readonly names: string };
  /** Of kinds that start a program of the user's own. Whoever starts a run has it allowed by the user first. */
  readonly program?: {
    /** Which program. */
    start(spec: z.infer<Schema>): ProgramStart;
    /** The spec's key that names the folder it starts in. */
    readonly folderKey: string;
  };
  /** Whether its runs keep their pieces, so that they can be paused and resumed; of all specs where it is no function. */
  readonly keeps?: Keeps | ((spec: z.infer<Schema>) => Keeps);
  readonly extension?: Extension<z.infer<Schema>>;
  /** Fields a live value may name, given a spec: `['twonn', 'mle(k=10)']`. */
  fields(spec: z.infer<Schema>): readonly string[];
  run(spec: z.infer<Schema>, context: RunContext): Promise<KindOutcome<Found>>;
}
