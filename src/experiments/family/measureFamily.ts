import { isAbort, throwIfAborted } from '../../base/abort';
import { takeRows } from '../../science/datasets/duplicates';
import type { DimensionEstimate } from '../../science/estimators/estimate';
import type { EstimatorSpec } from '../../science/estimators/estimatorSpec';
import { callingThread } from '../../science/neighbours';
import type { ReplicaOutcome } from '../../science/subspace/outcome';
import type { ReplicaBackend } from '../../science/subspace/replicaBackend';
import { absoluteTarget, isReached, type AbsoluteTarget } from '../../science/subspace/target';
import type { Threshold } from '../../science/subspace/threshold';
import type { RunContext } from '../kind';
import type { WorkDone } from '../run';
import { tellingReplicas } from '../trainingCurves';
import { contextPart } from '../kinds/contextPart';
import { Stages } from '../kinds/stages';
import { subsampleRows } from '../kinds/subsampleRows';
import { mostDimensions } from '../kinds/subspaceLimits';
import { median } from '../kinds/subspaceSummary';
import { searchThreshold } from '../kinds/thresholdSearch';
import { trainingJob, type TrainingTask } from '../kinds/trainingTask';
import type { LayerEstimates } from '../layers/layerResult';
import { measureLayer, type MeasuredLayer } from '../layers/measureLayer';
import { inputLayer, measureNetworks } from '../layers/measureNetworks';
import { pointsOf } from '../layers/trainedLayers';
import { trainNetworks, type TrainedNetwork } from '../layers/trainNetworks';
import type { FamilySpec } from './familyOptions';
import type { Member } from './networkFamily';

const searching = 'looking for the threshold';

/** What was found of one network. */
export interface MeasuredMember extends Member {
  readonly full: { readonly runs: number; readonly successes: number; readonly median: number | undefined };
  /** Undefined where no run in full space reaches the target: subspaces cannot be to blame. */
  readonly threshold: Threshold | undefined;
  /** Runs in subspaces that its search spent, and those of them that diverged. */
  readonly runs: number;
  readonly diverged: number;
  /** Runs that tell most of its threshold: some in full space, and those in subspaces nearest to it. */
  readonly telling: readonly ReplicaOutcome[];
  /** The score that counts as success; undefined where full training had none. */
  readonly target: number | undefined;
  /** By the first estimator, over the networks of the full runs; from the input to the outputs. */
  readonly layers: readonly LayerEstimates[];
  readonly warnings: readonly string[];
  /** What is still going on with it, `12 of at most 32 runs in subspaces`; undefined once it is done. */
  readonly going?: string | undefined;
}

/** What there is of a family while it is measured: the last network may be going on. */
export interface FamilySoFar {
  readonly measured: MeasuredFamily;
  readonly work: WorkDone;
}

export interface MeasuredFamily {
  readonly members: readonly MeasuredMember[];
  /** Networks that were asked for: more than there are, where the experiment was cancelled. */
  readonly planned: number;
  /** What found neighbours for the layers. */
  readonly backend: string;
}

/** The dimension of the data themselves, by every estimator that they allow. */
export async function measureData(
  { data }: TrainingTask,
  spec: FamilySpec,
  requests: readonly EstimatorSpec[],
  context: RunContext,
): Promise<MeasuredLayer & { readonly used: number }> {
  const rows = takeRows(data.matrix, subsampleRows(data.matrix.rows, spec));
  const stages = new Stages(context);
  const measured = await measureLayer(
    rows,
    spec.data,
    { requests, seed: spec.seed },
    stages,
    context.neighbours ?? callingThread(),
  );
  return { ...measured, used: rows.rows };
}

/**
 * Trains every network in full space, looks for the threshold of each that reaches the target there, and measures the
 * layers; the smallest network first. Cancelled, it gives the networks that are done, or rejects where there are none.
 *
 * @param onRun hears of every run when it is done, and may ask for what there is by then.
 */
export async function measureFamily(
  family: readonly Member[],
  task: TrainingTask,
  spec: FamilySpec,
  requests: readonly EstimatorSpec[],
  trainer: ReplicaBackend,
  context: RunContext,
  onRun: (soFar: () => FamilySoFar) => void,
): Promise<MeasuredFamily> {
  const costs = family.map((member) => costOf(member, spec));
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const members: MeasuredMember[] = [];
  let backend = '';
  let done = 0;
  const soFar = (going: readonly MeasuredMember[]): FamilySoFar => {
    const all = [...members, ...going];
    const spent = all.reduce((sum, { full, runs }) => sum + full.runs + runs, 0);
    const settled = members.reduce((sum, { full, runs }) => sum + full.runs + runs, 0);
    const planned = settled + (family.length - members.length) * (spec.full + spec.runs);
    return {
      // Until it ends, networks are not missing but still to come.
      measured: { members: all, planned: all.length, backend },
      work: { done: spent, planned, atMost: true, noun: 'runs' },
    };
  };
  try {
    for (const [i, member] of family.entries()) {
      throwIfAborted(context.signal);
      const cost = costs[i] ?? 0;
      const title = `network ${i + 1} of ${family.length}, ${member.label}`;
      const part = contextPart(context, done / total, (done + cost) / total, title);
      const found = await measureMember(member, task, spec, requests.slice(0, 1), trainer, part, (going) =>
        onRun(() => soFar([going()])),
      );
      members.push(found.member);
      if (backend === '') backend = found.backend;
      done += cost;
      onRun(() => soFar([]));
    }
  } catch (error) {
    if (!isAbort(error) || members.length === 0) throw error;
  }
  return { members, planned: family.length, backend };
}

/** Of a network's part of the progress, full training; the search; and the layers. */
function sharesOf({ full, runs }: FamilySpec): readonly [number, number] {
  const search = 1.5 * runs;
  return [(0.95 * full) / (full + search), 0.95];
}

/** Multiply-adds, roughly: a run in a subspace streams its projection as well. */
function costOf({ parameters }: Member, { full, runs, batch }: FamilySpec): number {
  // A small network's steps cost more than their arithmetic.
  return (parameters + 2000) * (3 * batch * (full + runs) + 200 * runs);
}

async function measureMember(
  member: Member,
  task: TrainingTask,
  spec: FamilySpec,
  requests: readonly EstimatorSpec[],
  trainer: ReplicaBackend,
  context: RunContext,
  onRun: (soFar: () => MeasuredMember) => void,
): Promise<{ member: MeasuredMember; backend: string }> {
  const [trained, searched] = sharesOf(spec);
  const options = { ...spec, method: 'random', burnIn: 1 } as const;
  const all = pointsOf(task.input, spec.points);
  const points = Int32Array.from(subsampleRows(all.length, spec), (i) => all[i] ?? 0);
  const stages = new Stages(contextPart(context, 0, trained));
  stages.plan(1);
  const job = trainingJob(member.network, task, options);
  const asked = { target: absoluteTarget(task.target, undefined), points };
  const begun = {
    ...{ ...member, threshold: undefined, runs: 0, diverged: 0, telling: [] },
    target: asked.target?.value,
  };
  const networks = await trainNetworks(job, spec.full, asked, trainer, stages, 1, (trained) =>
    onRun(() => ({
      ...begun,
      full: fullRuns(trained, asked.target),
      ...{ layers: [], warnings: [], going: `${trained.length} of ${spec.full} runs in full space` },
    })),
  );
  const bests = networks.flatMap(({ outcome }) => outcome.best ?? []);
  const target = absoluteTarget(task.target, median(bests));
  const full = fullRuns(networks, target);

  let runs = 0;
  let diverged = 0;
  let threshold: Threshold | undefined;
  let outcomes = networks.map(({ outcome }) => outcome);
  if (target !== undefined && full.successes > 0) {
    const most = mostDimensions(options, member.network, task.input, context.threads);
    const limits = { most: most.dimension, runs: spec.runs };
    const parts = new Stages(contextPart(context, trained, searched));
    parts.plan(1);
    const found = await parts.run(searching, 1, ({ onProgress, ...hooks }) => {
      const told = (share: number): void =>
        onProgress(share, `${searching}: ${Math.round(share * spec.runs)} of at most ${spec.runs} runs done`);
      return searchThreshold(job, target, limits, [], trainer, { ...hooks, onProgress: told }, (soFar) =>
        onRun(() => {
          const found = soFar();
          return {
            ...{ ...begun, full, target: target.value },
            threshold: found.threshold,
            runs: found.outcomes.length,
            diverged: found.outcomes.filter((outcome) => outcome.diverged).length,
            telling: tellingReplicas([...outcomes, ...found.outcomes], found.threshold.estimate),
            ...{ layers: [], warnings: [] },
            going: `${found.outcomes.length} of at most ${spec.runs} runs in subspaces`,
          };
        }),
      );
    });
    threshold = found.threshold;
    runs = found.outcomes.length;
    diverged = found.outcomes.filter((outcome) => outcome.diverged).length;
    outcomes = [...outcomes, ...found.outcomes];
  }
  const layers = await layersOf(networks, task, points, spec, requests, contextPart(context, searched, 1));
  return {
    member: {
      ...member,
      ...{ full, threshold, runs, diverged, target: target?.value },
      telling: tellingReplicas(outcomes, threshold?.estimate),
      layers: layers.layers,
      warnings: layers.warnings,
    },
    backend: layers.backend,
  };
}

function fullRuns(
  networks: readonly TrainedNetwork[],
  target: AbsoluteTarget | undefined,
): MeasuredMember['full'] {
  const bests = networks.flatMap(({ outcome }) => outcome.best ?? []);
  const successes = target === undefined ? 0 : bests.filter((best) => isReached(target, best)).length;
  return { runs: networks.length, successes, median: median(bests) };
}

/** Nothing where every network diverged. */
async function layersOf(
  networks: readonly TrainedNetwork[],
  task: TrainingTask,
  points: Int32Array,
  { seed, data }: FamilySpec,
  requests: readonly EstimatorSpec[],
  context: RunContext,
): Promise<{ layers: readonly LayerEstimates[]; warnings: readonly string[]; backend: string }> {
  const sound = networks.filter(({ outcome }) => !outcome.diverged);
  if (sound.length === 0) return { layers: [], warnings: [], backend: '' };
  const input = inputLayer(task.input, points);
  return measureNetworks(input, sound, { requests, seed, source: data, depths: undefined }, context);
}

/** The layer of the greatest dimension among those that a network makes, and its last hidden one. */
export function layerExtremes(layers: readonly LayerEstimates[]): {
  readonly greatest: { readonly name: string; readonly estimate: DimensionEstimate } | undefined;
  readonly last: { readonly name: string; readonly estimate: DimensionEstimate } | undefined;
} {
  const made = layers.flatMap(({ name, estimates: [estimate] }) =>
    name === 'input' || estimate === undefined ? [] : [{ name, estimate }],
  );
  const hidden = made.filter(({ name }) => name !== 'output');
  const [greatest] = made.toSorted((a, b) => b.estimate.dimension - a.estimate.dimension);
  return { greatest, last: hidden.at(-1) };
}
