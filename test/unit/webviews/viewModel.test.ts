import { describe, expect, it } from 'vitest';
import { viewLayers } from '../../../webviews/results/layersView';
import { viewResults } from '../../../webviews/results/viewModel';
import { dimensionOf, readSnapshot } from './snapshots';

const now = Date.parse('2026-11-21T10:15:06Z');
const view = (name: string) => viewResults(readSnapshot(name), now);
const fact = (facts: readonly { name: string; value: string; note?: string }[], name: string) =>
  facts.find((each) => each.name === name);

describe('a finished run', () => {
  const finished = view('finished');

  it('is named, dated and traced to its line, counted from 1', () => {
    expect(finished).toMatchObject({
      title: 'digits-dimension',
      kind: 'Intrinsic dimension',
      state: { id: 'finished', label: 'Finished' },
      timing: '3 min ago · took 1.8 s',
      origin: 'notes/2026-11-21 meeting.md, line 42',
    });
  });

  it('shows each estimate at the precision its interval allows', () => {
    expect(finished.estimates?.intervalTitle).toBe('95\u00a0% interval');
    expect(
      finished.estimates?.rows.map(({ name, dimension, interval }) => [name, dimension, interval]),
    ).toEqual([
      ['TwoNN', '7.86', '7.52 – 8.21'],
      ['MLE', '9.21', '9.11 – 9.31'],
      ['PCA', '21', '20 – 22'],
    ]);
  });

  it('shows the details of an estimate in words, and cuts long lists', () => {
    const pca = finished.estimates?.rows[2];
    const spectrum = fact(pca?.details ?? [], 'spectrum');
    expect(spectrum?.value.split(', ')).toHaveLength(13);
    expect(spectrum?.note).toBe('first 12 of 64');
    expect(fact(finished.estimates?.rows[0]?.details ?? [], 'points used')?.value).toBe('1617');
  });

  it('gathers the warnings of the run and of its estimates', () => {
    expect(finished.warnings.map(({ about }) => about)).toEqual([undefined, 'pca']);
    expect(finished.estimates?.rows.map(({ warned }) => warned)).toEqual([false, false, true]);
  });

  it('marks estimates whose number the consensus leaves out as doubtful, and says why', () => {
    const snapshot = readSnapshot('finished');
    const because = 'distances alone read low here';
    Object.assign(dimensionOf(snapshot), {
      consensus: {
        ...{ dimension: 8, interval: [7, 9], level: 0.95, reading: 'value', method: '', warnings: [] },
        ...{ from: ['twonn'], leftOut: [{ key: 'mle(k=20)', because, doubted: true }] },
      },
    });
    const rows = viewResults(snapshot, now).estimates?.rows ?? [];
    expect(rows.map(({ warned }) => warned)).toEqual([false, true, true]);
    expect(fact(rows[1]?.details ?? [], 'no part of the consensus')?.value).toBe(because);
  });

  it('tells all that the numbers came from', () => {
    const names = finished.provenance.map(({ name }) => name);
    for (const name of [
      'run',
      'duration',
      'seed',
      'backend',
      'precision',
      'Marginalia',
      'spec SHA-256',
      'data/digits.csv SHA-256',
    ]) {
      expect(names).toContain(name);
    }
    expect(fact(finished.data, 'duplicate rows')).toMatchObject({
      value: '3',
      note: 'left out of neighbour-based estimators',
    });
    expect(fact(finished.data, 'zero distances')).toMatchObject({ value: '0' });
  });

  it('can run again but not be cancelled, and has its run selected in the history', () => {
    expect([finished.canRunAgain, finished.canCancel]).toEqual([true, false]);
    expect(finished.history.map(({ selected }) => selected)).toEqual([true, false, false]);
    expect(finished.history[2]?.label).toMatch(/ · failed$/);
  });
});

describe('a run on its way', () => {
  it('shows how far it is and what it does, and can be cancelled', () => {
    const running = view('running');
    expect(running.progress).toEqual({ percent: 37, message: 'Nearest neighbours: 660 of 1797 rows' });
    expect([running.canRunAgain, running.canCancel]).toEqual([false, true]);
    expect(running.estimates).toBeUndefined();
  });

  it('has no percentage before it starts', () => {
    expect(view('waiting').progress).toEqual({
      percent: undefined,
      message: 'Waiting for the worker to start',
    });
  });

  it('is announced in tenths, not at every step', () => {
    const at = (fraction: number) => viewResults({ ...readSnapshot('running'), fraction }, now).announcement;
    expect(at(0.31)).toBe(at(0.39));
    expect(at(0.41)).not.toBe(at(0.39));
  });
});

describe('a run without numbers', () => {
  it('that failed says why and what to do', () => {
    const failed = view('failed');
    expect(failed.error).toMatchObject({ message: expect.stringContaining('812:17') as string });
    expect(failed.error?.remedy).toContain('drop-rows');
    expect(failed.announcement).toContain('failed');
  });

  it('that failed without a reason says that', () => {
    const { error: _, ...silent } = readSnapshot('failed');
    expect(viewResults(silent, now).error?.message).toMatch(/without saying why/);
  });

  it('that was cancelled is no error', () => {
    const cancelled = view('cancelled');
    expect(cancelled.error).toBeUndefined();
    expect(cancelled.empty).toMatch(/cancelled/);
  });

  it('that finished but cannot be read says so', () => {
    const { result: _, ...lost } = readSnapshot('finished');
    expect(viewResults(lost, now).empty).toMatch(/cannot be read/);
  });
});

describe('a stale run', () => {
  it('gives every reason, in the panel and to readers of screens', () => {
    const stale = view('stale');
    expect(stale.stale).toHaveLength(2);
    expect(stale.announcement).toMatch(/stale$/);
  });
});

describe('odd numbers', () => {
  it('are exact where they count, short where they measure', () => {
    const extreme = view('extremeValues');
    expect(fact(extreme.data, 'rows')?.value).toBe('1\u202f250\u202f000');
    expect(extreme.estimates?.rows.map(({ dimension }) => dimension)).toEqual([
      '0.0004',
      '1.23 · 10⁶',
      '150\u202f528',
    ]);
  });

  it('say their own level where levels differ', () => {
    const snapshot = readSnapshot('finished');
    const first = dimensionOf(snapshot).estimates[0];
    if (first) first.level = 0.9;
    const { estimates } = viewResults(snapshot, now);
    expect(estimates?.intervalTitle).toBe('Interval');
    expect(estimates?.rows[0]?.interval).toBe('7.52 – 8.21 (90\u00a0%)');
  });
});

describe('the layers of a network', () => {
  const layers = readSnapshot('layers');
  const found = layers.result?.result;
  if (found?.kind !== 'layer-dimension') throw new Error('the fixture has layers');

  it('are rows in order, with every estimator that is shown, the greatest marked', () => {
    const rows = viewLayers(found, found.estimators);
    expect(rows.map(({ name, depth }) => `${name} ${depth}`)).toEqual([
      '00_input 0.00',
      '01_hidden 0.25',
      '02_hidden 0.50',
      '03_hidden 0.75',
      '04_output 1.00',
    ]);
    expect(rows[0]?.values).toEqual([
      { value: '6.8', interval: '5.9 – 7.8' },
      { value: '21', interval: '21 – 22' },
    ]);
    expect(rows.map(({ peaks }) => peaks)).toEqual([
      [true, true],
      ...Array<boolean[]>(4).fill([false, false]),
    ]);
    expect(viewLayers(found, ['mle'])[0]?.values).toEqual([undefined]);
  });

  it('are told of with the run: their number, their inputs, a shared warning once', () => {
    const shown = viewResults(layers, now);
    expect(shown.estimates).toBeUndefined();
    expect(shown.announcement).toContain('5 layers');
    expect(fact(shown.data, 'inputs')?.value).toBe('400');
    expect(shown.warnings.map(({ about }) => about)).toEqual(['twonn in 00_input, 01_hidden']);
  });
});
