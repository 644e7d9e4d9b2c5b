import { z } from 'zod';
import type { ReplicaOutcome } from '../science/subspace/outcome';

const valuesSchema = z.array(z.number().nullable());

const runSchema = z.object({
  /** `d = 96, run 2`, `seed 1`. */
  name: z.string(),
  /** Where it was looked at: epochs from 1, say. */
  at: z.array(z.number()),
  /** As many values each; null where there was no finite number. */
  loss: valuesSchema.optional(),
  score: valuesSchema.optional(),
});
export type TrainingRun = z.infer<typeof runSchema>;

const setSchema = z.object({
  /** What a point of a figure names as its `runs`; unique within the study. */
  key: z.string(),
  /** `64-32-10, in full space and about its threshold`. */
  name: z.string(),
  /** How many runs there were, of which `runs` has the first. */
  count: z.number().int(),
  runs: z.array(runSchema),
});
export type TrainingSet = z.infer<typeof setSchema>;

/** How training went, run by run, for those who ask what is behind a point of a figure. */
export const trainingCurvesSchema = z.object({
  /** What the places along a run count: `epoch`. */
  clock: z.string(),
  /** The axes of what was followed: `mean loss of the batches`; absent where it was not. */
  loss: z.string().optional(),
  score: z.string().optional(),
  sets: z.array(setSchema),
});
export type TrainingCurves = z.infer<typeof trainingCurvesSchema>;

/** More lines in one figure tell nothing apart. */
const mostRuns = 8;
/** As many points of a line as a figure shows, both ends among them. */
const mostPlaces = 40;

/** What training of networks by epochs follows. @param score the axis of the target's score, where it was followed. */
export function epochCurves(sets: readonly TrainingSet[], score?: string): { training?: TrainingCurves } {
  const told = sets.filter(({ runs }) => runs.length > 0);
  if (told.length === 0) return {};
  return {
    training: {
      clock: 'epoch',
      loss: 'mean loss of the batches',
      ...(score === undefined ? {} : { score }),
      sets: told,
    },
  };
}

/** The first runs of a set, thinned to what a figure can show, in four digits. Runs without any place are left out. */
export function trainingSet(key: string, name: string, runs: readonly TrainingRun[]): TrainingSet {
  const told = runs.filter(({ at }) => at.length > 0);
  return { key, name, count: told.length, runs: told.slice(0, mostRuns).map(thinned) };
}

/** What a training told at the end of each epoch, from the first. Numbers that are not finite become null. */
export function epochRun(
  name: string,
  curve: { readonly loss?: readonly (number | null)[]; readonly score?: readonly (number | null)[] },
): TrainingRun {
  const { loss, score } = curve;
  const count = Math.max(loss?.length ?? 0, score?.length ?? 0);
  return {
    name,
    at: Array.from({ length: count }, (_, i) => i + 1),
    ...(loss === undefined ? {} : { loss: [...loss] }),
    ...(score === undefined ? {} : { score: [...score] }),
  };
}

/** Runs of one network in subspaces or in full space. */
export function replicaSet(key: string, name: string, outcomes: readonly ReplicaOutcome[]): TrainingSet {
  const runs = outcomes.map(({ dimension, index, succeeded, curve }) => ({
    name: `${dimension === null ? 'full space' : `d = ${dimension}`}, run ${index + 1}${succeeded ? '' : ', fails'}`,
    at: curve.map(({ epoch }) => epoch),
    loss: curve.map(({ loss }) => loss),
    score: curve.map(({ score }) => score),
  }));
  return trainingSet(key, name, runs);
}

/** The runs of one network that tell its threshold: two in full space, then those in subspaces nearest to it. */
export function tellingReplicas(
  outcomes: readonly ReplicaOutcome[],
  threshold: number | null | undefined,
): readonly ReplicaOutcome[] {
  const far = ({ dimension }: ReplicaOutcome): number =>
    threshold == null ? -(dimension ?? 0) : Math.abs(Math.log((dimension ?? 1) / threshold));
  const full = outcomes.filter(({ dimension }) => dimension === null).slice(0, 2);
  const inside = outcomes
    .filter(({ dimension }) => dimension !== null)
    .sort((a, b) => far(a) - far(b))
    .slice(0, mostRuns - full.length)
    .sort((a, b) => (a.dimension ?? 0) - (b.dimension ?? 0) || a.index - b.index);
  return [...full, ...inside];
}

function thinned({ name, at, loss, score }: TrainingRun): TrainingRun {
  const step = Math.ceil(at.length / mostPlaces);
  const kept = at.map((_, i) => i).filter((i) => (at.length - 1 - i) % step === 0 || i === 0);
  const values = (all: readonly (number | null)[]): (number | null)[] =>
    kept.map((i) => {
      const value = all[i] ?? null;
      return value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(4));
    });
  return {
    name,
    at: kept.map((i) => at[i] ?? i),
    ...(loss === undefined ? {} : { loss: values(loss) }),
    ...(score === undefined ? {} : { score: values(score) }),
  };
}
