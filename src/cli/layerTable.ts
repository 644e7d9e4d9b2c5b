import type { LayerResult } from '../experiments/layers/layerResult';
import { describePoints, describeReached, describeTraining } from '../results/networkText';
import { sharedWarnings } from '../results/layerWarnings';
import { alignColumns, formatNumber, formatRange } from './columns';

/** A network's layers for a terminal: a row a layer, two columns an estimator, and what to beware of. */
export function layerTable(result: LayerResult): string {
  const { data, estimators, layers, network } = result;
  const used = data.n === data.rows ? `${data.n} inputs` : `${data.n} of ${data.rows} inputs`;
  const rows = layers.map(({ name, depth, features, estimates }) => [
    name,
    depth.toFixed(2),
    String(features),
    ...estimators.flatMap((key) => {
      const estimate = estimates.find((each) => each.key === key);
      return estimate === undefined
        ? ['–', '']
        : [formatNumber(estimate.dimension), formatRange(estimate.interval)];
    }),
  ]);
  const head = ['layer', 'depth', 'features', ...estimators.flatMap((key) => [key, '95 % interval'])];
  const remarks = sharedWarnings(result).map(
    ({ about, text }) => `! ${about === undefined ? '' : `${about}: `}${text}`,
  );
  const sections = [
    [
      `${data.path}: ${used}, ${layers.length} layers`,
      ...(network === undefined
        ? []
        : [
            `${describeTraining(network)}: ${describeReached(network)}; layers of ${describePoints(network)}`,
          ]),
    ],
    alignColumns([head, ...rows]),
    remarks,
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
