import { formatCount } from '../../src/plots/numbers';
import type { SubspaceResult } from '../../src/experiments/subspaceResult';
import type { Fact } from './facts';

/** The data and the model of a result of subspace training. */
export function subspaceFacts(result: SubspaceResult): Fact[] {
  const { data, model } = result;
  return [
    { name: 'file', value: data.path, code: true },
    { name: 'rows to train on', value: formatCount(data.train) },
    { name: 'rows to test on', value: formatCount(data.test) },
    { name: 'features', value: formatCount(data.features) },
    ...(data.classes > 0 ? [{ name: 'classes', value: formatCount(data.classes) }] : []),
    { name: 'dropped rows', value: formatCount(data.droppedRows) },
    { name: 'model', value: model.name, code: true },
    { name: 'parameters', value: formatCount(model.parameters) },
  ];
}
