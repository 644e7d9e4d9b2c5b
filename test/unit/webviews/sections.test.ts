import { describe, expect, it } from 'vitest';
import type { SectionView } from '../../../webviews/results/sectionView';
import { viewSections } from '../../../webviews/results/sections';
import { dimensionOf, readSnapshot } from './snapshots';

function sections(name = 'everyView', chosen: Record<string, string> = {}): readonly SectionView[] {
  return viewSections(dimensionOf(readSnapshot(name)), chosen);
}

function section(id: SectionView['id'], chosen: Record<string, string> = {}): SectionView {
  const found = sections('everyView', chosen).find((each) => each.id === id);
  if (!found) throw new Error(`there is a section ${id}`);
  return found;
}

describe('the sections below the estimates', () => {
  it('are those that the result has something for', () => {
    expect(sections().map(({ id }) => id)).toEqual(['scale', 'sizes', 'ratios', 'classes', 'points']);
    expect(sections('finished').map(({ id }) => id)).toEqual(['scale']);
  });

  it('have a cell for every column', () => {
    for (const { table } of sections()) {
      expect(table.rows.length).toBeGreaterThan(2);
      for (const { cells } of table.rows) expect(cells).toHaveLength(table.columns.length);
    }
  });

  it('show the estimator that was chosen, or the first where that is gone', () => {
    expect(section('classes').chosen).toBe('consensus');
    const twonn = section('classes', { classes: 'twonn' });
    expect(twonn.chosen).toBe('twonn');
    expect(twonn.table.rows[0]?.cells[2]).not.toContain('≥');
    expect(section('classes', { classes: 'gone' }).chosen).toBe('consensus');
    expect(section('points').choices).toEqual(['mle', 'mle(k=40)', 'ess']);
  });

  it('mark lower bounds, and say which class has no number and why', () => {
    const { table, problems } = section('classes');
    expect(table.rows[0]?.cells[2]).toMatch(/^≥ /);
    expect(table.rows.at(-1)?.cells).toEqual(['torn off', '19', '–', '–']);
    expect(problems).toContain('Class torn off: Too few points: 19 distinct ones, where 30 are the least.');
  });

  it('say how far the curves still move at their end', () => {
    expect(section('sizes').lead).toContain('from 898 to 1797 points: twonn +0.83 %, mle +5.2 %');
    expect(section('sizes').table.rows.at(0)?.cells.slice(0, 2)).toEqual(['112', '4']);
    expect(section('sizes').table.rows.at(0)?.cells[3]).toBe('–');
  });

  it('hold the ratios against the law', () => {
    const half = section('ratios').table.rows.find(({ key }) => key === 'share=0.5');
    const [found, law] = (half?.cells ?? []).slice(1).map(Number);
    expect(law).toBeCloseTo(Math.LN2 / 7.0169, 4);
    expect(Math.abs((found ?? NaN) - (law ?? NaN))).toBeLessThan(0.01);
  });
});
