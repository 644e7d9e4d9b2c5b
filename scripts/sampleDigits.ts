import { Rng } from '../src/base/rng';
import { digitForms, type Point, type Stroke } from './sampleDigitStrokes';

export const digitCount = 1797;
export const digitSide = 8;

/** One image: `digitSide`² intensities, row by row from the top left, whole numbers 0 (paper) to 16 (ink). */
export interface DigitImage {
  readonly label: number;
  readonly pixels: Uint8Array;
}

/**
 * The eleven numbers that, with the digit and its form, determine an image: the data set's own number of degrees of
 * freedom, which the estimators of the sample notes try to recover.
 */
interface Hand {
  /** Radians, counter-clockwise. */
  readonly rotation: number;
  /** How far the top leans to the right, in heights. */
  readonly slant: number;
  /** Of the digit's box, in image sides. */
  readonly width: number;
  readonly height: number;
  readonly shiftX: number;
  readonly shiftY: number;
  /** Half the stroke's width, in image sides. */
  readonly pen: number;
  /** Amplitudes of the first two sine modes by which the page bends, across and along. */
  readonly bend: readonly [number, number, number, number];
}

const seed = 20_260_117;
/** Images are drawn on a grid this many times finer, then averaged over squares. */
const fineness = 4;
const ink = fineness * fineness;
const stepsPerSpan = 8;

/** The image in row `row` of `data/digits.csv`; rows are independent, so any can be drawn on its own. */
export function digitImage(row: number): DigitImage {
  const rng = new Rng(seed).split(row);
  const label = rng.integer(10);
  const forms = digitForms[label] ?? [];
  const form = forms[rng.integer(forms.length)] ?? [];
  const hand = drawHand(rng);
  return {
    label,
    pixels: render(
      form.map((stroke) => trace(stroke, hand)),
      hand.pen,
    ),
  };
}

function drawHand(rng: Rng): Hand {
  const around = (middle: number, spread: number): number => middle + spread * clampedNormal(rng);
  return {
    rotation: around(0, 0.09),
    slant: around(0.08, 0.13),
    width: around(0.64, 0.06),
    height: around(0.84, 0.05),
    shiftX: around(0, 0.022),
    shiftY: around(0, 0.018),
    pen: around(0.063, 0.011),
    bend: [around(0, 0.045), around(0, 0.03), around(0, 0.04), around(0, 0.025)],
  };
}

/** Standard normal, drawn again beyond 2.5: no writer's hand is that far out. */
function clampedNormal(rng: Rng): number {
  let value = rng.normal();
  while (Math.abs(value) > 2.5) value = rng.normal();
  return value;
}

/** The stroke as a polyline in image coordinates, 0 to 1. */
function trace(stroke: Stroke, hand: Hand): readonly Point[] {
  return flatten(stroke).map((point) => place(point, hand));
}

function place([x, y]: Point, hand: Hand): Point {
  const [across1, across2, along1, along2] = hand.bend;
  const bentX = x + across1 * Math.sin(Math.PI * y) + across2 * Math.sin(2 * Math.PI * y);
  const bentY = y + along1 * Math.sin(Math.PI * x) + along2 * Math.sin(2 * Math.PI * x);
  const fromMiddleY = (bentY - 0.5) * hand.height;
  const fromMiddleX = (bentX - 0.5) * hand.width - hand.slant * fromMiddleY;
  const cos = Math.cos(hand.rotation);
  const sin = Math.sin(hand.rotation);
  return [
    0.5 + hand.shiftX + cos * fromMiddleX + sin * fromMiddleY,
    0.5 + hand.shiftY - sin * fromMiddleX + cos * fromMiddleY,
  ];
}

/** Lines cut into short pieces so that they bend too; curves as uniform Catmull–Rom splines. */
function flatten({ shape, points }: Stroke): readonly Point[] {
  const flat: Point[] = [];
  for (let span = 0; span + 1 < points.length; span++) {
    const from = points[span] ?? [0, 0];
    const to = points[span + 1] ?? from;
    const before = points[span - 1] ?? from;
    const after = points[span + 2] ?? to;
    for (let step = span === 0 ? 0 : 1; step <= stepsPerSpan; step++) {
      const t = step / stepsPerSpan;
      const between = (axis: 0 | 1): number =>
        shape === 'line'
          ? from[axis] + t * (to[axis] - from[axis])
          : catmullRom(before[axis], from[axis], to[axis], after[axis], t);
      flat.push([between(0), between(1)]);
    }
  }
  return flat;
}

function catmullRom(before: number, from: number, to: number, after: number, t: number): number {
  const linear = to - before;
  const square = 2 * before - 5 * from + 4 * to - after;
  const cubic = -before + 3 * from - 3 * to + after;
  return from + 0.5 * t * (linear + t * (square + t * cubic));
}

function render(strokes: readonly (readonly Point[])[], pen: number): Uint8Array {
  const fine = digitSide * fineness;
  const pixels = new Float64Array(digitSide * digitSide);
  for (let y = 0; y < fine; y++) {
    for (let x = 0; x < fine; x++) {
      const distance = distanceTo(strokes, (x + 0.5) / fine, (y + 0.5) / fine);
      const covered = Math.min(1, Math.max(0, (pen - distance) * fine + 0.5));
      const pixel = Math.floor(y / fineness) * digitSide + Math.floor(x / fineness);
      pixels[pixel] = (pixels[pixel] ?? 0) + covered;
    }
  }
  return Uint8Array.from(pixels, (covered) => Math.round((16 * covered) / ink));
}

function distanceTo(strokes: readonly (readonly Point[])[], x: number, y: number): number {
  let nearest = Infinity;
  for (const stroke of strokes) {
    for (let i = 0; i + 1 < stroke.length; i++) {
      const [x0, y0] = stroke[i] ?? [0, 0];
      const [x1, y1] = stroke[i + 1] ?? [x0, y0];
      const dx = x1 - x0;
      const dy = y1 - y0;
      const length = dx * dx + dy * dy;
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
      const offX = x - x0 - along * dx;
      const offY = y - y0 - along * dy;
      nearest = Math.min(nearest, offX * offX + offY * offY);
    }
  }
  return Math.sqrt(nearest);
}
