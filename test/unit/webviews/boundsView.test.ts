import { describe, expect, it } from 'vitest';
import type { BoundResult } from '../../../src/experiments/result';
import { predictionRows, shownWell, spectrumFacts, wellRow } from '../../../webviews/results/boundsView';
import { viewResults } from '../../../webviews/results/viewModel';
import { readSnapshot } from './snapshots';

const snapshot = readSnapshot('bounds');

function bounds(): BoundResult {
  const result = snapshot.result?.result;
  if (result?.kind !== 'gordon-bound') throw new Error('the fixture has no wells');
  return result;
}

describe('the view of quadratic wells', () => {
  it('shows the first well until another is chosen', () => {
    const result = bounds();
    expect(shownWell(result, undefined)?.level).toBe(0.1);
    expect(shownWell(result, 'R=1,eps=0.4')?.level).toBe(0.4);
    expect(shownWell(result, 'R=9,eps=9')?.level).toBe(0.1);
  });

  it('has a line for each well', () => {
    expect(bounds().wells.map(wellRow)).toEqual([
      {
        key: 'R=1,eps=0.1',
        distance: '1',
        level: '0.1',
        threshold: '96.3 ± 2.0',
        sharp: '94.9 ± 1.0',
        published: '100.0',
        gordon: '≥ 1',
      },
      {
        key: 'R=1,eps=0.4',
        distance: '1',
        level: '0.4',
        threshold: '25.0 ± 1.6',
        sharp: '24.1 ± 1.0',
        published: '66.7',
        gordon: 'vacuous',
      },
    ]);
  });

  it('says of each prediction how far off it is, and what it excludes', () => {
    const [first, second] = bounds().wells;
    if (!first || !second) throw new Error('the fixture has two wells');
    const rows = predictionRows(bounds(), first);
    expect(rows.map(({ name, value, off }) => [name, value, off])).toEqual([
      ['Measured d*', '96.3', ''],
      ['Sharp, D − δ(C)', '94.9', '−1.4'],
      ['Published width', '100.0', '+3.7'],
      ['Gordon’s bound', '≥ 1', '−95.3'],
    ]);
    expect(rows[1]?.remark).toContain('fails up to 29 with 95');
    expect(rows[2]?.interval).toBe('exact');
    const gordon = predictionRows(bounds(), second)[3];
    expect(gordon).toMatchObject({ key: 'gordon(R=1,eps=0.4)', value: 'vacuous', interval: '', off: '' });
    expect(gordon?.remark).toContain('excludes no dimension');
  });

  it('says what the wells are of, and warns once', () => {
    const facts = spectrumFacts(bounds());
    expect(facts.find(({ name }) => name === 'parameters D')?.value).toBe('120');
    const view = viewResults(snapshot, Date.parse('2026-11-21T10:15:06Z'));
    expect(view.data).toEqual(facts);
    expect(view.estimates).toBeUndefined();
    expect(view.warnings.map(({ text }) => text)).toEqual([
      'Gordon’s bound is vacuous for R=1,eps=0.4: it excludes no dimension.',
    ]);
  });
});
