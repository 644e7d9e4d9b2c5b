import { describe, expect, it } from 'vitest';
import { studyFigure } from '../../../src/plots/studyPlot';
import type { StudyFigure } from '../../../src/experiments/studyResult';
import { studyFigureOf } from '../results/sampleStudy';
import { coordinates, parseFigure } from './figures';

type Theme = 'themed' | 'standalone';

function draw(figure: StudyFigure, width = 640, theme: Theme = 'standalone'): string {
  const drawn = studyFigure(figure);
  return drawn.draw({ width, height: drawn.height(width, theme), theme, title: figure.title });
}

/** What is in the group of a key, up to the next point or series. */
function group(svg: string, key: string): string {
  const parts = svg.split(`data-key="${key}"`);
  return parts.slice(1).join('').split('</g>')[0] ?? '';
}

describe('the figure of a study', () => {
  it('is a whole picture in any width and theme, with its words', () => {
    for (const width of [240, 640, 1200]) {
      for (const theme of ['themed', 'standalone'] as const) {
        const svg = draw(studyFigureOf(), width, theme);
        const { text } = parseFigure(svg);
        expect(text).toContain('The error falls from 0.5 at 10 bits to 0.01 at 1000.');
        expect(text).toContain('bits (log scale)');
        expect(coordinates(svg).every(Number.isFinite)).toBe(true);
      }
    }
    expect(draw(studyFigureOf(), 640, 'themed')).not.toContain('stroke="#');
    expect(draw(studyFigureOf())).not.toContain('class=');
  });

  it('names every series, what is not measured and how intervals were made; on more rows where it is narrow', () => {
    const { text } = parseFigure(draw(studyFigureOf()));
    for (const name of ['4 bits', 'lower bound, predicted', 'MNIST, published: Li et al. 2018', 'goal']) {
      expect(text.split('\n')).toContain(name);
    }
    expect(text).toContain('intervals: 95 %, bootstrap');
    const figure = studyFigure(studyFigureOf());
    expect(figure.height(260, 'themed') - 210).toBeGreaterThan(figure.height(640, 'themed') - 320);
  });

  it('tells what is measured, predicted and published apart by dashes and marks', () => {
    const svg = draw(studyFigureOf(), 640, 'themed');
    expect(group(svg, 'b4')).not.toContain('dasharray');
    expect(group(svg, 'bound')).toContain('stroke-dasharray="7 3"');
    expect(group(svg, 'b8:0')).toContain('fill="currentColor"');
    expect(group(svg, 'li:0')).toContain('fill="none"');
  });

  it('has a mark for each point that its row can light, with its numbers and its label', () => {
    const svg = draw(studyFigureOf());
    const { text } = parseFigure(svg);
    expect(svg).toContain('data-key="b4:1"');
    expect(svg).toContain('data-key="rule:goal"');
    expect(text).toContain('4 bits, rank 1: bits 10; error 0.5 (0.4 – 0.6)');
    expect(text).toContain('8 bits: bits 1000 (900 – 1100); error 0.01');
  });

  it('puts equal ratios at equal distances on a logarithmic axis', () => {
    const points = [1, 10, 100].map((x) => ({ x, y: x }));
    const series = [{ key: 's', name: 's', draw: 'bars' as const, origin: 'measured' as const, points }];
    const svg = draw(studyFigureOf({ series, rules: [], y: { title: 'y', scale: 'linear' } }));
    const left = [...svg.matchAll(/<g data-key="s:\d"><title>[^<]*<\/title><rect[^>]* x="([\d.]+)"/g)].map(
      ([, x]) => Number(x),
    );
    expect(left).toHaveLength(3);
    expect((left[1] ?? 0) - (left[0] ?? 0)).toBeCloseTo((left[2] ?? 0) - (left[1] ?? 0), 1);
  });

  it('leaves out what has no place on its axes, and says so', () => {
    const series = studyFigureOf()
      .series.slice(0, 1)
      .map((each) => ({
        ...each,
        points: [...each.points, { x: 0, y: 0.1 }, { x: 20, y: Number.NaN }],
      }));
    const figure = studyFigureOf({ series, rules: [] });
    const svg = draw(figure);
    expect(parseFigure(svg).text).toContain('not drawn: 2 points without a place on these axes');
    expect(studyFigure(figure).words).toContain('2 points without a place on these axes');
    expect(coordinates(svg).every(Number.isFinite)).toBe(true);
  });

  it('does not let one wild interval press the points together', () => {
    const tame = studyFigureOf({ y: { title: 'error', scale: 'linear' }, rules: [] });
    const wild = {
      ...tame,
      series: tame.series.map((each, i) =>
        i > 0
          ? each
          : {
              ...each,
              points: each.points.map((point) => ({ ...point, interval: [0, 1e6] as [number, number] })),
            },
      ),
    };
    const lines = parseFigure(draw(wild)).text.split('\n');
    expect(lines.filter((line) => line.includes('10⁶'))).toHaveLength(2);
    expect(lines).toContain('1.2');
  });

  it('holds the intervals of marks that lie nearer to each other than they are certain', () => {
    const base = studyFigureOf({ y: { title: 'error', scale: 'log' }, rules: [] });
    const points = [32, 34].map((y, x) => ({ x: x + 1, y, interval: [15, 61] as [number, number] }));
    const near = { ...base, series: base.series.slice(0, 1).map((each) => ({ ...each, points })) };
    const lines = parseFigure(draw(near)).text.split('\n');
    expect(lines).toContain('20');
    expect(lines).toContain('50');
  });

  it('turns names that would meet, and keeps each of them', () => {
    const names = Array.from({ length: 12 }, (_, i) => `layer number ${i}`);
    const points = names.map((_, x) => ({ x, y: x + 1, interval: [x, x + 2] as [number, number] }));
    const bars = ['one', 'two'].map((key) => ({
      key,
      name: key,
      draw: 'bars' as const,
      origin: 'measured' as const,
      points,
    }));
    const figure = studyFigureOf({
      series: bars,
      rules: [],
      x: { title: 'layer', scale: 'names', names },
      y: { title: 'y', scale: 'linear' },
    });
    const svg = draw(figure, 700);
    expect(svg.match(/rotate\(-35/g)).toHaveLength(12);
    expect(coordinates(svg).every(Number.isFinite)).toBe(true);
    const level = draw(
      { ...figure, x: { title: 'layer', scale: 'names', names: names.map((_, i) => `${i}`) } },
      700,
    );
    expect(level).not.toContain('rotate');
    // Bars stand on zero, side by side.
    expect(parseFigure(svg).text).toContain('one: layer number 3; y 4 (3 – 5)');
  });

  it('gives a prediction the colour of what it predicts, and no line of its own in the legend', () => {
    const figure = studyFigureOf({ rules: [] });
    const series = figure.series.map((each) => (each.key === 'bound' ? { ...each, like: 'b8' } : each));
    const svg = draw({ ...figure, series }, 640, 'themed');
    expect(group(svg, 'bound')).toContain('fig-series-2');
    const lines = parseFigure(svg).text.split('\n');
    expect(lines).toContain('dashed, in the same colour: predicted');
    expect(lines).not.toContain('lower bound, predicted');
  });

  it('says so where there is nothing', () => {
    expect(draw(studyFigureOf({ series: [], rules: [] }))).toContain('Nothing to show.');
  });
});
