import { CodedError } from '../../base/errors';
import { familyMember, type ModelFamily } from '../../science/models/modelFamily';
import type { NetworkSpec } from '../../science/models/modelSpec';
import { layOut } from '../../science/models/networkLayout';
import type { TrainingTask } from './trainingTask';

/** One network of the family. */
export interface Member {
  readonly width: number;
  readonly network: NetworkSpec;
  readonly parameters: number;
}

/** The family's networks for a task. Throws `experiment.invalid` where its inputs or outputs do not fit the data. */
export function familyMembers(family: ModelFamily, task: TrainingTask, file: string): Member[] {
  const inputs = task.data.matrix.columns;
  return family.widths.map((width) => {
    const network = familyMember(family, width, inputs, task.outputs);
    if (network.ok) return { width, network: network.value, parameters: layOut(network.value).parameters };
    throw new CodedError('experiment.invalid', network.error, {
      remedy: 'Write `in` and `out` for them: `family: mlp(in-{2..64}-out)`.',
      location: { file },
    });
  });
}
