/** A curve of dimension against depth as a paper shows it. */
export interface PublishedCurve {
  readonly id: string;
  /** Of the network, short. */
  readonly name: string;
  /** Short, and in full. */
  readonly source: string;
  readonly reference: string;
  /** How the numbers were come by: they are no measurement of ours. */
  readonly provenance: string;
  /** From input to output; `depth` from 0 to 1. */
  readonly points: readonly { readonly layer: string; readonly depth: number; readonly dimension: number }[];
}

export const publishedIds = ['vgg16', 'mnist'] as const;

const source = 'Ansuini et al. 2019';
const reference =
  'Ansuini, Laio, Macke, Zoccolan 2019, “Intrinsic dimension of data representations in deep neural networks”, arXiv:1905.12784';

/** The hunchback of VGG-16 and the descent of a small network on MNIST, TwoNN, read off the paper's figures. */
export const publishedCurves: readonly PublishedCurve[] = [
  {
    id: 'vgg16' satisfies (typeof publishedIds)[number],
    name: 'VGG-16, ImageNet',
    source,
    reference,
    provenance: 'values read off the figure; depth counts the 16 layers with weights',
    points: [
      ['input', 0, 31],
      ['pool1', 2, 81],
      ['pool2', 4, 104],
      ['pool3', 7, 116],
      ['pool4', 10, 74],
      ['pool5', 13, 34],
      ['fc1', 14, 28],
      ['fc2', 15, 22],
      ['output', 16, 16],
    ].map(([layer, weights, dimension]) => ({
      layer: String(layer),
      depth: Number(weights) / 16,
      dimension: Number(dimension),
    })),
  },
  {
    id: 'mnist' satisfies (typeof publishedIds)[number],
    name: 'Small network, MNIST',
    source,
    reference,
    provenance: 'values read off the figure, drawn at even steps of depth',
    points: [13.2, 12.6, 11.9, 9.7, 9.3, 7.8, 6.1].map((dimension, i) => ({
      layer: i === 0 ? 'input' : i === 6 ? 'output' : `layer ${i}`,
      depth: i / 6,
      dimension,
    })),
  },
];
