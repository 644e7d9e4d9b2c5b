import { CodedError } from '../../base/errors';
import type { LayerValues } from '../../science/models/objective';
import type { ReplicaOutcome } from '../../science/subspace/outcome';
import type { ReplicaBackend, TrainingJob } from '../../science/subspace/replicaBackend';
import type { AbsoluteTarget } from '../../science/subspace/target';
import type { Stages } from '../kinds/stages';

/** A network trained in all of its parameters, and what its layers make of the points asked for. */
export interface TrainedNetwork {
  readonly outcome: ReplicaOutcome;
  /** From the first layer to the outputs; empty where no points were asked for. */
  readonly layers: readonly LayerValues[];
}

/**
 * Trains so many networks, each from its own initialisation: the runs that `subspace-training` does in full space.
 * In the order of their numbers, those that diverged among them.
 *
 * @param target undefined where only they will tell what it is.
 * @param points rows of the data whose representations are wanted.
 * @param cost of all, in the unit of the stages. @param onNetwork hears of those that are done whenever one is.
 */
export async function trainNetworks(
  job: TrainingJob,
  count: number,
  { target, points }: { target: AbsoluteTarget | undefined; points: Int32Array },
  trainer: ReplicaBackend,
  stages: Stages,
  cost: number,
  onNetwork: (soFar: readonly TrainedNetwork[]) => void = () => {},
): Promise<readonly TrainedNetwork[]> {
  const networks: TrainedNetwork[] = [];
  const replicas = Array.from({ length: count }, (_, index) => ({
    ...{ dimension: undefined, index, target },
    layersOf: points,
  }));
  await stages.run('training', cost, ({ onProgress, signal, breathe }) =>
    trainer.train(
      job,
      replicas,
      (outcome, layers = []) => {
        networks.push({ outcome, layers });
        onProgress(networks.length / count, `training: ${networks.length} of ${count} networks done`);
        onNetwork([...networks]);
      },
      { signal, breathe },
    ),
  );
  return networks.sort((a, b) => a.outcome.index - b.outcome.index);
}

/** Those with finite parameters to look at. Throws `experiment.invalid` where there are none. */
export function sound(networks: readonly TrainedNetwork[], file: string): readonly TrainedNetwork[] {
  const found = networks.filter(({ outcome }) => !outcome.diverged);
  if (found.length > 0) return found;
  throw new CodedError('experiment.invalid', `All ${networks.length} networks diverged.`, {
    remedy: 'Set a smaller `fullRate`.',
    location: { file },
  });
}
