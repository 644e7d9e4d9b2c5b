import { err, ok, type Result } from '../../base/result';
import type { ImageShape } from '../datasets/imageShape';

/** A finite group that acts on a row's features by permuting them. */
export interface FeatureGroup {
  /** For people: `c4`, `shift(8)`. */
  readonly name: string;
  /** Of every element, the identity first, where each feature goes: feature i of x is feature `element[i]` of g x. */
  readonly elements: readonly Int32Array[];
  /** `table[g][h]` is the number of g h, which does h first. */
  readonly table: readonly Int32Array[];
}

/** More elements than this make hidden layers of no practical width. */
const mostElements = 64;

/** What a block may write as `symmetry`, in one line. */
export const symmetryHelp =
  'none; of images flip (left and right), c2 (half turns), c4 (quarter turns), d4 (both); or shift(k), cyclic shifts of all features by k';

type Generator = (feature: number) => number;

/**
 * The group that a block's `symmetry` names, for rows of so many features; undefined for `none`.
 * @param image what image a row is, where it is one. The error is a sentence that says what is possible.
 */
export function parseSymmetry(
  text: string,
  features: number,
  image: ImageShape | undefined,
): Result<FeatureGroup | undefined, string> {
  const name = text.trim();
  if (name === 'none') return ok(undefined);
  const shift = /^shift\(\s*(\d+)\s*\)$/.exec(name)?.[1];
  if (shift !== undefined) return group(name, features, [(i) => (i + Number(shift)) % features]);
  const generators = imageGenerators[name];
  if (generators === undefined) return err(`“${name}” is no symmetry: write ${symmetryHelp}.`);
  if (image === undefined || image.height * image.width * image.channels !== features)
    return err(`${name} moves the pixels of images, and nothing tells what image ${features} features are.`);
  if ((name === 'c4' || name === 'd4') && image.height !== image.width)
    return err(`${name} turns square images, and these are ${image.height} × ${image.width}.`);
  return group(
    name,
    features,
    generators.map((move) => (i: number) => onPixels(i, image, move)),
  );
}

/** That `symmetry` can be read; whether it fits the data only they can tell. */
export function checkSymmetry(text: string): Result<string, string> {
  const name = text.trim();
  return name === 'none' || Object.hasOwn(imageGenerators, name) || /^shift\(\s*[1-9]\d*\s*\)$/.test(name)
    ? ok(name)
    : err(`“${name}” is no symmetry: write ${symmetryHelp}.`);
}

type PixelMove = (y: number, x: number, height: number, width: number) => readonly [y: number, x: number];

const mirror: PixelMove = (y, x, _height, width) => [y, width - 1 - x];
const quarter: PixelMove = (y, x, height) => [x, height - 1 - y];
const half: PixelMove = (y, x, height, width) => [height - 1 - y, width - 1 - x];
const imageGenerators: Readonly<Record<string, readonly PixelMove[]>> = {
  flip: [mirror],
  c2: [half],
  c4: [quarter],
  d4: [quarter, mirror],
};

function onPixels(feature: number, { height, width, channels, planar }: ImageShape, move: PixelMove): number {
  const pixels = height * width;
  const pixel = planar ? feature % pixels : Math.floor(feature / channels);
  const [y, x] = move(Math.floor(pixel / width), pixel % width, height, width);
  const to = y * width + x;
  return planar ? Math.floor(feature / pixels) * pixels + to : to * channels + (feature % channels);
}

/** All products of the generators. */
function group(
  name: string,
  features: number,
  generators: readonly Generator[],
): Result<FeatureGroup, string> {
  const moves = generators.map((move) => Int32Array.from({ length: features }, (_, i) => move(i)));
  const elements: Int32Array[] = [Int32Array.from({ length: features }, (_, i) => i)];
  const numbers = new Map([[String(elements[0]), 0]]);
  for (let g = 0; g < elements.length; g++) {
    for (const move of moves) {
      const product = compose(move, elements[g] as Int32Array);
      if (numbers.has(String(product))) continue;
      if (elements.length === mostElements)
        return err(`${name} has more than ${mostElements} elements here: take a larger shift.`);
      numbers.set(String(product), elements.length);
      elements.push(product);
    }
  }
  const table = elements.map((g) =>
    Int32Array.from(elements, (h) => numbers.get(String(compose(g, h))) as number),
  );
  return ok({ name, elements, table });
}

/** First `second`, then `first`. */
function compose(first: Int32Array, second: Int32Array): Int32Array {
  return second.map((to) => first[to] as number);
}
