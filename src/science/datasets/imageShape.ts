import { err, ok, type Result } from '../../base/result';

/** How the features of a row make up an image. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  /** 1 for grey, 3 for colour. */
  readonly channels: number;
  /** Whether all of one channel come before all of the next, as in CIFAR-10, instead of pixel by pixel. */
  readonly planar: boolean;
}

/** More values a pixel than this are no channels of an image. */
const mostChannels = 4;
const mostSide = 65_536;

/** What a block may write as `shape`, in one line. */
export const shapeHelp =
  'height x width, such as 28x28, and channels: 32x32x3 where they stand pixel by pixel, 3x32x32 where one by one';

/**
 * The image that the axes of an array after its first make up: height and width, with the channels last or, where only
 * the first axis is short enough to be channels, first. Undefined for any other number of axes.
 */
export function imageOfAxes(axes: readonly number[]): ImageShape | undefined {
  const [first = 0, second = 0, third] = axes;
  if (axes.length === 2) return { height: first, width: second, channels: 1, planar: true };
  if (axes.length !== 3 || third === undefined) return undefined;
  if (third <= mostChannels || first > mostChannels)
    return { height: first, width: second, channels: third, planar: third === 1 };
  return { height: second, width: third, channels: first, planar: true };
}

/** Reads `shape`. The error is a sentence that says what is possible. */
export function parseShape(text: string): Result<ImageShape, string> {
  const match = /^\s*(\d+)\s*[x×]\s*(\d+)(?:\s*[x×]\s*(\d+))?\s*$/.exec(text);
  const axes = match?.slice(1).flatMap((part: string | undefined) => (part === undefined ? [] : [+part]));
  const image = axes?.every((axis) => axis >= 1 && axis <= mostSide) === true ? imageOfAxes(axes) : undefined;
  return image === undefined ? err(`“${text.trim()}” is no shape: write ${shapeHelp}.`) : ok(image);
}

/** The square grey image that so many features may be; undefined where they are no square. */
export function squareImage(features: number): ImageShape | undefined {
  const side = Math.round(Math.sqrt(features));
  return side > 1 && side * side === features
    ? { height: side, width: side, channels: 1, planar: true }
    : undefined;
}

/** `28 × 28`, `32 × 32 × 3`. */
export function describeShape({ height, width, channels }: Omit<ImageShape, 'planar'>): string {
  return `${height} × ${width}${channels === 1 ? '' : ` × ${channels}`}`;
}

/** Where the features of a planar image stand in a row that has its channels pixel by pixel. */
export function planarOrder({ height, width, channels, planar }: ImageShape): Int32Array | undefined {
  if (planar || channels === 1) return undefined;
  const pixels = height * width;
  return Int32Array.from(
    { length: channels * pixels },
    (_, k) => (k % pixels) * channels + Math.floor(k / pixels),
  );
}
