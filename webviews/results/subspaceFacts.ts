import { formatCount } from '../../src/plots/numbers';
import type { ResultsSnapshot } from '../../src/protocol/resultsPanel';
import type { Fact } from './facts';

/** The data and the model of a result of subspace training; nothing of another. */
export function subspaceFacts(result: NonNullable<ResultsSnapshot['result']>['result'] | undefined): Fact[] {
  if (result?.kind !== 'subspace-training') return [];
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
