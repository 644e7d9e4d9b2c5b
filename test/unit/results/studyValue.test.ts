import { parse } from 'papaparse';
import { describe, expect, it } from 'vitest';
import { studyTable } from '../../../src/cli/studyTable';
import { studyResultSchema } from '../../../src/experiments/studyResult';
import { copiedText, exportSvg, figureCsv } from '../../../src/host/panels/resultsExport';
import { resultFigures } from '../../../src/results/figures';
import { formatLiveValue } from '../../../src/results/liveValue';
import { headlineValues, namedValues, valuesOfField } from '../../../src/results/namedValues';
import { staleReasons } from '../../../src/results/staleness';
import { quantityText } from '../../../src/results/studyText';
import { studyFigureOf, studyOf, studyRun } from './sampleStudy';

describe('a number with its interval', () => {
  it.each([
    [12.94, [12.54, 13.34], '12.9 ± 0.4'],
    [12.94, [12.1, 14.04], '12.9 (12.1–14.0)'],
    [-0.2, [-0.5, 0.4], '-0.2 (-0.5 to 0.4)'],
    [0.5, null, '0.5'],
    [0.123456, null, '0.1235'],
    [7_360_512, null, '7360512'],
    [1.234e-7, [1.2e-7, 1.268e-7], '(1.234 ± 0.034) · 10⁻⁷'],
    [2.5e12, null, '2.5 · 10¹²'],
    [3, [3, 3], '3'],
    [0, null, '0'],
  ] as const)('%s with %j reads %s', (value, interval, text) =>
    expect(quantityText(value, interval).text).toBe(text),
  );

  it('shows an interval of one point in a table', () => {
    expect(quantityText(3, [3, 3])).toMatchObject({ value: '3', interval: '3–3' });
  });
});

describe('a live value of a study', () => {
  const inline = (field: string | undefined) => formatLiveValue({ field, form: 'inline' }, studyRun());

  it('is one of its values with interval and unit, the first where none is named, or the answer', () => {
    expect(inline('rank')).toEqual({ ok: true, value: '12.9 ± 0.4 directions' });
    expect(inline(undefined)).toEqual({ ok: true, value: '12.9 ± 0.4 directions' });
    expect(inline('limit')).toEqual({ ok: true, value: 'above 256' });
    expect(inline('answer')).toEqual({ ok: true, value: 'Four bits do as well as eight.' });
  });

  it('that the result does not have says what it has', () => {
    expect(inline('ranks')).toMatchObject({
      ok: false,
      error: { remedy: 'Did you mean “rank”? It has rank, limit, size, answer, table.' },
    });
    expect(inline('table').ok).toBe(false);
  });

  it('on lines of its own is the answer, the values, the first figure and where they come from', () => {
    const block = formatLiveValue({ field: undefined, form: 'block' }, studyRun(), 'notes/a.md');
    const lines = (block.ok ? block.value : '').split('\n');
    expect(lines[0]).toBe('**Four bits do as well as eight.** At rank 3.');
    expect(lines).toContain('| effective rank | 12.9 directions | 12.5–13.3 | bootstrap |');
    expect(lines).toContain('| limit | above 256 |  |  |');
    expect(lines).toContain('| raw size | 7360512 bits | exact |  |');
    expect(lines).toContain(
      '![Error against rate, data/digits.csv](../.marginalia/runs/svd-20260102T030405678Z-abcd/plots/error-by-rate.svg)',
    );
    expect(lines.at(-1)).toBe(
      '*data/digits.csv: rate-distortion, rows 1797; seed 7; javascript, 2 threads; 2026-01-02*',
    );
  });

  it('has names for pickers, with how each came about', () => {
    expect(namedValues(studyOf()).map(({ field }) => field)).toEqual(['rank', 'limit', 'size', 'answer']);
    expect(headlineValues(studyOf())).toHaveLength(3);
    expect(valuesOfField('rank', studyRun())).toEqual([
      {
        field: 'rank',
        text: '12.9 ± 0.4 directions',
        sentences: ['The exponential of the entropy.', 'Interval by bootstrap.'],
        warnings: ['The rows are few.'],
      },
    ]);
  });

  it('is stale by the revision of its own kind', () => {
    const run = studyRun();
    const versions = { 'rate-distortion': '2' };
    const now = { specHash: run.specHash, inputs: [], kindRevision: 2 };
    expect(staleReasons(now, { ...run, provenance: { ...run.provenance, versions } })).toEqual([]);
    expect(
      staleReasons({ ...now, kindRevision: 3 }, { ...run, provenance: { ...run.provenance, versions } }),
    ).toHaveLength(1);
  });
});

describe('a study', () => {
  it('has no name twice, and none that stands for the whole', () => {
    const faults = (change: Parameters<typeof studyOf>[0]): number =>
      studyResultSchema.safeParse({ ...studyOf(), ...change }).error?.issues.length ?? 0;
    const [value] = studyOf().values;
    if (!value) throw new Error('the sample has values');
    expect(faults({ values: [value, value] })).toBe(1);
    expect(faults({ values: [{ ...value, field: 'table' }] })).toBe(1);
    expect(faults({ figures: [studyFigureOf({ id: 'grid' })] })).toBe(1);
    const [series] = studyFigureOf().series;
    expect(faults({ figures: [studyFigureOf({ series: series ? [series, series] : [] })] })).toBe(1);
  });

  it('leaves each figure as a file under its own id', () => {
    const figures = [studyFigureOf(), studyFigureOf({ id: 'spectrum' })];
    expect(resultFigures(studyOf({ figures })).map(({ name }) => name)).toEqual([
      'error-by-rate',
      'spectrum',
    ]);
  });

  it('is copied and saved whole, by figure and by table', () => {
    const run = studyRun();
    const rows = (text: string): string[][] => parse<string[]>(text, { skipEmptyLines: true }).data;
    expect(copiedText(run, 'markdown')).toContain('| effective rank |');
    expect(rows(copiedText(run, 'csv'))[1]?.slice(0, 5)).toEqual([
      'rank',
      'effective rank',
      '12.94',
      '12.54',
      '13.34',
    ]);
    expect(figureCsv(run, 'study')).toBe(copiedText(run, 'csv'));
    const figure = rows(figureCsv(run, 'study', 'error-by-rate'));
    expect(figure).toHaveLength(1 + 2 + 1 + 40 + 1 + 1);
    expect(figure[1]).toEqual(['4 bits', 'measured', 'rank 1', '10', '', '', '0.5', '0.4', '0.6']);
    expect(rows(figureCsv(run, 'study', 'grid'))).toEqual([
      ['Rank', 'Remark'],
      ['1', 'first, "quoted"'],
      ['2', ''],
    ]);
    expect(() => figureCsv(run, 'study', 'other')).toThrow('nothing to show');
    expect(exportSvg(run, 'study', { of: 'error-by-rate' })).toContain('svd: Error against rate');
    expect(exportSvg(run, 'study', { of: 'grid' })).toBeUndefined();
  });

  it('in a terminal has its answer, its values, its tables and its warnings', () => {
    const text = studyTable(studyOf());
    expect(text).toContain('Four bits do as well as eight.\nAt rank 3.');
    expect(text).toMatch(/effective rank +12\.9 directions +12\.5–13\.3 +bootstrap/);
    expect(text).toMatch(/^! .*The rows are few\.$/mu);
    expect(text).toContain('after Cover and Thomas 2006, chapter 10');
  });
});
