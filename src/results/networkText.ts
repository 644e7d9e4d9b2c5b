import type { LayerResult } from '../experiments/layers/layerResult';
import { scoreText } from './subspaceText';

type Network = NonNullable<LayerResult['network']>;

/** `3 networks mlp(64-32-10, relu), 2410 parameters, trained for 50 epochs (600 steps, adam at rate 0.005)`. */
export function describeTraining(network: Network): string {
  const { name, parameters, epochs, steps, optimiser, rate, scores } = network;
  const many = scores.length === 1 ? '1 network' : `${scores.length} networks`;
  const trained = epochs === 1 ? '1 epoch' : `${epochs} epochs`;
  return `${many} ${name}, ${parameters} parameters, trained for ${trained} (${steps} steps, ${optimiser} at rate ${rate})`;
}

/** What they reached: `test accuracy 0.94–0.96, train accuracy 1`. */
export function describeReached({ scores }: Network): string {
  return (['test', 'train'] as const)
    .map((split) => {
      const accuracies = scores.flatMap((score) => score[split].accuracy ?? []);
      const losses = scores.flatMap((score) => score[split].loss ?? []);
      const measure = accuracies.length > 0 ? 'accuracy' : 'loss';
      return `${split} ${measure} ${range(accuracies.length > 0 ? accuracies : losses)}`;
    })
    .join(', ');
}

/** The points of the layers, for people: `rows kept for testing`. */
export function describePoints({ points }: Network): string {
  return { test: 'rows kept for testing', train: 'rows trained on', all: 'all rows' }[points];
}

function range(values: readonly number[]): string {
  if (values.length === 0) return 'unknown';
  const [low, high] = [scoreText(Math.min(...values)), scoreText(Math.max(...values))];
  return low === high ? low : `${low}–${high}`;
}
