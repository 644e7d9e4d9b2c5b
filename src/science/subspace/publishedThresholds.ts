/** A network's number of parameters D and the intrinsic dimension d of its objective, as published. */
export interface PublishedThreshold {
  readonly task: string;
  readonly network: string;
  readonly parameters: number;
  readonly dimension: number;
}

/** Networks whose thresholds were measured in one way. */
export interface PublishedFamily {
  readonly id: string;
  /** Short, and how a threshold was told. */
  readonly name: string;
  readonly source: string;
  readonly thresholds: readonly PublishedThreshold[];
}

export const publishedFamilies = ['mnist-fc', 'cifar-fc', 'table'] as const;

const source = 'Li et al. 2018, arXiv:1804.08838';
const widths = [50, 100, 200, 400];

/** Fully connected networks of 1 to 5 hidden layers of equal width, a row a width. */
function fullyConnected(
  task: string,
  inputs: number,
  outputs: number,
  dimensions: readonly (readonly number[])[],
): PublishedThreshold[] {
  return widths.flatMap((width, row) =>
    (dimensions[row] ?? []).map((dimension, column) => ({
      task,
      network: [inputs, ...Array.from({ length: column + 1 }, () => width), outputs].join('-'),
      parameters: inputs * width + width + column * (width * width + width) + width * outputs + outputs,
      dimension,
    })),
  );
}

/**
 * Intrinsic dimensions of objective landscapes (Li, Farkhoor, Liu, Yosinski 2018, "Measuring the intrinsic dimension of
 * objective landscapes", figure 3, its counterpart for CIFAR-10, and table 1), as the notebooks of their code hold them
 * (uber-research/intrinsic-dimension). None has an interval:
 * each is the smallest of the dimensions tried whose score passes. The table's line for SqueezeNet on ImageNet is left
 * out, which is a lower bound, beside a number of parameters that repeats the line above it.
 */
export const publishedThresholds: readonly PublishedFamily[] = [
  {
    id: 'mnist-fc' satisfies (typeof publishedFamilies)[number],
    name: 'MNIST, fully connected, accuracy ≥ 0.9',
    source,
    thresholds: fullyConnected('MNIST', 784, 10, [
      [675, 600, 650, 675, 675],
      [650, 575, 650, 675, 650],
      [700, 650, 675, 650, 650],
      [700, 725, 600, 675, 725],
    ]),
  },
  {
    id: 'cifar-fc' satisfies (typeof publishedFamilies)[number],
    name: 'CIFAR-10, fully connected, 90 % of full',
    source,
    thresholds: fullyConnected('CIFAR-10', 3072, 10, [
      [4000, 3000, 3000, 3000, 4000],
      [3000, 4000, 4000, 4000, 4000],
      [5250, 5000, 6250, 7250, 6500],
      [6250, 7500, 9000, 12500, 15000],
    ]),
  },
  {
    id: 'table' satisfies (typeof publishedFamilies)[number],
    name: 'Tasks of all kinds, each by its own target',
    source,
    thresholds: (
      [
        ['MNIST', 'FC', 199_210, 750],
        ['MNIST', 'LeNet', 44_426, 275],
        ['CIFAR-10', 'FC', 1_393_610, 8_000],
        ['CIFAR-10', 'LeNet', 62_006, 2_900],
        ['MNIST, permuted pixels', 'FC', 199_210, 750],
        ['MNIST, permuted pixels', 'LeNet', 44_426, 750],
        ['MNIST, all labels shuffled', 'FC-5', 959_610, 190_000],
        ['MNIST, half the labels shuffled', 'FC-5', 959_610, 130_000],
        ['MNIST, a tenth of the labels shuffled', 'FC-5', 959_610, 90_000],
        ['MNIST', 'untied LeNet', 286_334, 600],
        ['MNIST', 'FC-LeNet', 3_640_574, 2_000],
        ['CIFAR-10', 'untied LeNet', 658_238, 9_000],
        ['CartPole', 'FC', 199_210, 25],
        ['Pole', 'FC', 199_210, 23],
        ['Cart', 'FC', 199_210, 9],
        ['InvertedPendulum', 'FC', 562, 4],
        ['Humanoid', 'FC', 166_673, 700],
        ['Atari Pong', 'ConvNet', 1_005_974, 6_000],
        ['CIFAR-10', 'FC-LeNet', 16_397_726, 100_000],
      ] as const
    ).map(([task, network, parameters, dimension]) => ({ task, network, parameters, dimension })),
  },
];
