import { describe, expect, it } from 'vitest';
import {
  figureChoices,
  dimensionFigureIds,
  dimensionFigure,
  type FigureSource,
} from '../../../src/plots/dimensionFigures';
import { dimensionOf, readSnapshot } from '../webviews/snapshots';
import { coordinates, parseFigure } from './figures';

function source(name = 'everyView'): FigureSource {
  return dimensionOf(readSnapshot(name));
}

function drawn(
  id: (typeof dimensionFigureIds)[number],
  of: FigureSource,
  width = 640,
  chosen?: string,
): string {
  const figure = dimensionFigure(id, of, chosen);
  if (!figure) throw new Error(`there is a figure of ${id}`);
  const theme = 'themed';
  return figure.draw({ width, height: figure.height(width, theme), theme, title: figure.title });
}

describe('every figure of a result', () => {
  it.each(dimensionFigureIds)(
    'stays within its bounds at any width, and says in words what it shows: %s',
    (id) => {
      for (const width of [280, 420, 760, 1200]) {
        const svg = drawn(id, source(), width);
        parseFigure(svg);
        const numbers = coordinates(svg);
        expect(numbers.every(Number.isFinite)).toBe(true);
        for (const [, x = ''] of svg.matchAll(/ c?x="([^"]*)"/g)) {
          expect(Number(x), `${id} at ${width}`).toBeGreaterThanOrEqual(-1);
          expect(Number(x), `${id} at ${width}`).toBeLessThanOrEqual(width + 1);
        }
      }
      expect(dimensionFigure(id, source(), undefined)?.words).toMatch(/\d/);
    },
  );

  it('is none where an older result has no such part', () => {
    expect(dimensionFigureIds.filter((id) => dimensionFigure(id, source('finished'), undefined))).toEqual([
      'estimates',
      'scale',
    ]);
  });

  it('is of the estimator chosen, or of the first where that is gone', () => {
    expect(figureChoices('classes', source())).toEqual([
      ...['consensus', 'twonn', 'mle', 'mle(k=40)', 'ess', 'danco', 'pca'],
    ]);
    expect(figureChoices('estimates', source())).toEqual([]);
    expect(dimensionFigure('points', source(), 'ess')?.title).toContain('by ess');
    expect(dimensionFigure('points', source(), 'gone')?.title).toContain('by mle');
  });
});

describe('the estimates', () => {
  it('close with the diamond of their consensus, and those it leaves out are rings', () => {
    const svg = drawn('estimates', source());
    expect(svg.match(/class="fig-consensus"/g)).toHaveLength(1);
    expect(svg.match(/class="fig-hollow"/g)).toHaveLength(4);
    expect(svg.match(/class="fig-point"/g)).toHaveLength(2);
    expect(dimensionFigure('estimates', source(), undefined)?.words).toContain(
      'not counted in the consensus',
    );
  });

  it('have neither where there is none', () => {
    const svg = drawn('estimates', source('finished'));
    expect(svg).not.toMatch(/fig-(consensus|hollow)/);
  });
});

describe('sizes', () => {
  it('name every line at its end, no name upon another', () => {
    const one = source().sizes?.[0];
    if (!one) throw new Error('the fixture has sizes');
    const many = Array.from({ length: 8 }, (_, i) => ({ ...one, key: `mle(k=${i})` }));
    const svg = drawn('sizes', { ...source(), sizes: many });
    const heights = [...svg.matchAll(/<text class="fig-variant" x="[^"]*" y="([^"]*)">mle/g)]
      .map(([, y]) => Number(y))
      .sort((a, b) => a - b);
    expect(heights).toHaveLength(8);
    heights.slice(1).forEach((y, i) => expect(y - (heights[i] ?? 0)).toBeGreaterThanOrEqual(13));
  });

  it('keep their lines apart where one interval is wild', () => {
    const sizes = source().sizes?.map((curve, i) => ({
      ...curve,
      sizes: curve.sizes.map((size) =>
        i === 0 ? { ...size, interval: [0.01, 1e6] as [number, number] } : size,
      ),
    }));
    const heights = [
      ...drawn('sizes', { ...source(), sizes }).matchAll(
        /class="fig-tick" x="[^"]*" y="[^"]*" text-anchor="end">([\d.]+)</g,
      ),
    ];
    expect(Math.max(...heights.map(([, label]) => Number(label)))).toBeLessThan(30);
  });
});

describe('ratios', () => {
  it('mark what is left out, and show the slope', () => {
    const svg = drawn('ratios', source());
    const { text } = parseFigure(svg);
    expect(text).toContain('slope 7.02');
    expect(text).toContain('left out: 10 %');
    expect(svg.match(/class="fig-dot-out"/g)?.length).toBeGreaterThan(5);
    expect(svg.match(/class="fig-dot"/g)?.length).toBeGreaterThan(10);
  });
});
