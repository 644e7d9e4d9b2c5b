import { err, ok, type Result } from '../../base/result';
import { describeShape, type ImageShape } from '../datasets/imageShape';

/** What is done to images before they are features of a fully connected layer. */
export type ImageStage = ConvolutionStage | { readonly kind: 'max' | 'avg'; readonly size: number };

export interface ConvolutionStage {
  readonly kind: 'conv';
  /** That come out. */
  readonly channels: number;
  /** Side of the square that each output pixel sees. */
  readonly kernel: number;
  /** Pixels from one output pixel to the next. */
  readonly step: number;
  /** Whether zeros around the image keep its size, divided by the step and rounded up. */
  readonly same: boolean;
}

/** An image that a network has in itself. */
export type ImageSize = Omit<ImageShape, 'planar'>;

export function imageValues({ height, width, channels }: ImageSize): number {
  return height * width * channels;
}

const mostUnits = 65_536;

/** Convolutional networks of the literature, without their outputs: their layers as `cnn(…)` writes them. */
export const namedImageModels: Readonly<Record<string, string>> = {
  lenet: 'conv6x5-max2-conv16x5-max2-120-84',
  tinycnn: 'conv16x3same-avg2-conv32x3same-avg2',
  smallcnn: 'conv32x3same-avg2-conv64x3same-avg2-conv64x3same-avg2',
  mediumcnn: 'conv32x3same-avg2-conv64x3same-avg2-conv64x3same-avg2-conv128x3same-avg2',
};

/** Layers as a model's text names them, joined by hyphens. The error is a sentence that says what is possible. */
export function parseLayers(text: string): Result<{ stages: ImageStage[]; units: number[] }, string> {
  const stages: ImageStage[] = [];
  const units: number[] = [];
  for (const part of text.split('-').map((each) => each.trim())) {
    if (/^\d+$/.test(part)) {
      if (!inRange(Number(part)))
        return err(`a layer has from 1 to ${mostUnits} units, and “${part}” is none.`);
      units.push(Number(part));
      continue;
    }
    const stage = readStage(part);
    if (stage === undefined) {
      return err(
        `“${part}” is no layer: write conv6x5 (6 channels, kernel 5 × 5), conv16x3same, conv16x3/2 (every second pixel), max2, avg2 or a number of units.`,
      );
    }
    if (units.length > 0) return err(`“${part}” comes after a layer of units, whose outputs are no image.`);
    stages.push(stage);
  }
  return ok({ stages, units });
}

function readStage(part: string): ImageStage | undefined {
  const [, pooling, size] = /^(max|avg)(\d+)$/.exec(part) ?? [];
  if (pooling === 'max' || pooling === 'avg')
    return inRange(Number(size)) ? { kind: pooling, size: Number(size) } : undefined;
  const match = /^conv(\d+)x(\d+)(same)?(?:\/(\d+))?$/.exec(part);
  if (match === null) return undefined;
  const [, channels, kernel, same, step = '1'] = match;
  const numbers = { channels: Number(channels), kernel: Number(kernel), step: Number(step) };
  return Object.values(numbers).every(inRange)
    ? { kind: 'conv', ...numbers, same: same !== undefined }
    : undefined;
}

function inRange(value: number): boolean {
  return value >= 1 && value <= mostUnits;
}

export function describeStage(stage: ImageStage): string {
  if (stage.kind !== 'conv') return `${stage.kind}${stage.size}`;
  const { channels, kernel, same, step } = stage;
  return `conv${channels}x${kernel}${same ? 'same' : ''}${step === 1 ? '' : `/${step}`}`;
}

/** Zeros before and after the image on one axis, and the pixels that come out. */
export function alongAxis(
  length: number,
  { kernel, step, same }: ConvolutionStage,
): { before: number; after: number; out: number } {
  if (!same) return { before: 0, after: 0, out: Math.floor((length - kernel) / step) + 1 };
  const out = Math.ceil(length / step);
  const padding = Math.max(0, (out - 1) * step + kernel - length);
  return { before: Math.floor(padding / 2), after: Math.ceil(padding / 2), out };
}

/** The image after a stage. */
export function sizeAfter({ height, width, channels }: ImageSize, stage: ImageStage): ImageSize {
  if (stage.kind === 'conv') {
    const { out } = alongAxis(height, stage);
    return { height: out, width: alongAxis(width, stage).out, channels: stage.channels };
  }
  const { size } = stage;
  return { height: Math.floor(height / size), width: Math.floor(width / size), channels };
}

/** The image after all stages. The error names the stage that the image is too small for. */
export function sizeAfterAll(image: ImageSize, stages: readonly ImageStage[]): Result<ImageSize, string> {
  let size = image;
  for (const stage of stages) {
    const next = sizeAfter(size, stage);
    if (next.height < 1 || next.width < 1)
      return err(
        `For ${describeStage(stage)} an image of ${describeShape({ ...size, channels: 1 })} pixels is too small; the data have ${describeShape(image)}.`,
      );
    size = next;
  }
  return ok(size);
}
