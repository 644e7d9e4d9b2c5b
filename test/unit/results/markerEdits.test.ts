import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../src/base/text';
import type { RunResult } from '../../../src/experiments/run';
import { formatLiveValue } from '../../../src/results/liveValue';
import { markerEdits, unfilledMarkers } from '../../../src/results/markerEdits';
import { consensusOf, estimate, runResult } from './sampleResult';

const result = runResult([
  estimate('twonn', 12.93, [12.52, 13.34]),
  estimate('mle(k=10)', 11.1, [10.9, 11.6]),
  estimate('mle(k=20,combine=mean)', 10.0, [9.8, 10.2]),
  estimate('pca', 8, [8, 9]),
]);

function latest(id: string): RunResult | undefined {
  return id === 'digits' ? result : undefined;
}

function updated(text: string, notePath = ''): string {
  return applyTextEdits(text, markerEdits(text, latest, notePath));
}

describe('formatLiveValue', () => {
  const inline = (field: string | undefined, of = result) => formatLiveValue({ field, form: 'inline' }, of);

  it('finds an estimate by its key, however its options are written', () => {
    expect(inline('twonn')).toEqual({ ok: true, value: '12.9 ± 0.4' });
    expect(inline('twonn(discard=0.1)')).toEqual({ ok: true, value: '12.9 ± 0.4' });
    expect(inline('mle(k=10)')).toMatchObject({ ok: true });
    expect(inline('mle(combine=mean,k=20)')).toEqual({ ok: true, value: '10.00 ± 0.20' });
  });

  it('takes the only estimate of an estimator for what is meant by its name', () => {
    const of = runResult([estimate('mle(k=10)', 3, [2.8, 3.2])]);
    expect(inline('mle', of)).toEqual({ ok: true, value: '3.00 ± 0.20' });
    expect(inline('mle')).toMatchObject({
      ok: false,
      error: { remedy: expect.stringContaining('mle(k=10)') as string },
    });
  });

  it('gives one value for a result with one estimate, else all with their names', () => {
    expect(inline(undefined, runResult([estimate('pca', 8, [8, 9])]))).toEqual({
      ok: true,
      value: '8 (8–9)',
    });
    expect(inline(undefined)).toMatchObject({
      value: expect.stringMatching(/^twonn: .*; mle\(k=10\): .*; pca: 8 \(8–9\)$/) as string,
    });
  });

  it('says what there is instead of what is not', () => {
    expect(inline('twon')).toMatchObject({
      ok: false,
      error: { remedy: expect.stringContaining('Did you mean “twonn”?') as string },
    });
    expect(formatLiveValue({ field: undefined, form: 'block' }, runResult([]))).toMatchObject({ ok: false });
  });

  it('gives the consensus, with how it was formed on lines of its own', () => {
    const leftOut = [
      { key: 'pca', because: 'an upper bound' },
      { key: 'lpca', because: 'an upper bound' },
    ];
    const consensus = consensusOf(['twonn', 'mle'], 12, [11, 13.5], { reading: 'at-least', leftOut });
    const of = runResult([estimate('twonn', 12.93, [12.52, 13.34])], { consensus });
    expect(inline('consensus', of)).toEqual({ ok: true, value: '≥ 12.0 (11.0–13.5)' });
    expect(formatLiveValue({ field: 'consensus', form: 'block' }, of)).toEqual({
      ok: true,
      value: '≥ 12.0 (11.0–13.5)\nThe median of twonn, mle.\nLeft out: pca, lpca (an upper bound).',
    });
  });

  it('says why there is no consensus, and where a table may stand', () => {
    expect(inline('consensus')).toMatchObject({
      error: { remedy: expect.stringContaining('Run it again') as string },
    });
    expect(inline('consensus', runResult([estimate('twonn', 3, [2, 4])]))).toMatchObject({
      error: { remedy: 'Ask for two estimators or more.' },
    });
    expect(inline('table')).toMatchObject({
      ok: false,
      error: { message: 'A table needs lines of its own.' },
    });
  });

  it('makes a table, a picture and a line of provenance for a block', () => {
    const block = formatLiveValue({ field: undefined, form: 'block' }, result, 'notes/a b/week 1.md');
    expect(block).toEqual({
      ok: true,
      value: [
        '| Estimator | Dimension | 95 % interval | Interval by |',
        '| --- | ---: | ---: | --- |',
        '| twonn | 12.9 | 12.5–13.3 | bootstrap |',
        '| mle(k=10) | 11.1 | 10.9–11.6 | bootstrap |',
        '| mle(k=20,combine=mean) | 10.00 | 9.80–10.20 | bootstrap |',
        '| pca | 8 | 8–9 | bootstrap |',
        '',
        '![Dimension against scale of data/digits.csv](../../.marginalia/runs/digits-20260102T030405678Z-abcd/plots/scale.svg)',
        '',
        '*data/digits.csv: 1797 points in 64 dimensions, 2 of them duplicates; seed 7; javascript, 2 threads; 2026-01-02*',
      ].join('\n'),
    });
  });

  it('shows the plot of the estimates where there is none of scales, and spoils no markdown', () => {
    const of = runResult([estimate('pca', 8, [8, 9], { intervalMethod: 'a|b' })], {
      scale: false,
      path: 'a_b*[c].csv',
    });
    const value = formatLiveValue({ field: undefined, form: 'block' }, of);
    expect(value).toMatchObject({ value: expect.stringContaining('| a\\|b |') as string });
    expect(value).toMatchObject({ value: expect.stringContaining('plots/estimates.svg') as string });
    expect(value).toMatchObject({ value: expect.stringContaining('of a_b*\\[c\\].csv](') as string });
    expect(value).toMatchObject({ value: expect.stringContaining('*a\\_b\\*[c].csv: ') as string });
  });
});

describe('unfilledMarkers', () => {
  it('are those that name what the result does not have, where they begin', () => {
    const text =
      'a <!-- result digits.twonn --><!-- /result --> <!-- result digits.mind --><!-- /result --> <!-- result other.x --><!-- /result -->';
    const [only, ...more] = unfilledMarkers(text, latest);
    expect(more).toEqual([]);
    expect(only?.offset).toBe(text.indexOf('<!-- result digits.mind'));
    expect(only?.fault.message).toContain('mind');
  });
});

describe('markerEdits', () => {
  it('changes the text between the comments and nothing else', () => {
    const before = '\uFEFF- 노트 😀\r\n\n\tIt\tis <!-- result digits.twonn -->old<!-- /result -->, 끝';
    const edits = markerEdits(before, latest);
    expect(edits.map(({ range, newText }) => [before.slice(range.start, range.end), newText])).toEqual([
      ['old', '12.9 ± 0.4'],
    ]);
    expect(updated(before)).toBe(
      '\uFEFF- 노트 😀\r\n\n\tIt\tis <!-- result digits.twonn -->12.9 ± 0.4<!-- /result -->, 끝',
    );
  });

  it.each([
    ['an unknown experiment', '<!-- result other.twonn -->x<!-- /result -->'],
    ['a field the result does not have', '<!-- result digits.gride -->x<!-- /result -->'],
    ['code', '```\n<!-- result digits.twonn -->x<!-- /result -->\n```'],
    ['an unclosed marker', '<!-- result digits.twonn -->x'],
    ['a value that is right', 'a <!-- result digits.twonn -->12.9 ± 0.4<!-- /result -->'],
  ])('leaves %s alone', (_what, text) => {
    expect(markerEdits(text, latest)).toEqual([]);
  });

  it.each(['\n', '\r\n', '\r'])('writes blocks in the line ends of the note: %j', (end) => {
    const text = ['a', '<!-- result digits -->', '<!-- /result -->', 'b'].join(end);
    const after = updated(text);
    expect(after.split(end).join('\n')).toMatch(
      /^a\n<!-- result digits -->\n\n\| [^]*\*\n\n<!-- \/result -->\nb$/,
    );
    expect(
      after
        .split(end)
        .join('')
        .match(/[\r\n]/),
    ).toBeNull();
    expect(markerEdits(after, latest)).toEqual([]);
  });

  it('keeps a block within its quote or list, and is done after one pass', () => {
    const quoted = updated('> <!-- result digits -->\n> old\n> <!-- /result -->\n');
    expect(
      quoted
        .trimEnd()
        .split('\n')
        .every((line) => line.startsWith('>')),
    ).toBe(true);
    const listed = updated('10. <!-- result digits -->\n    <!-- /result -->\n');
    expect(listed).toContain('\n    | twonn |');
    expect(listed).toContain('\n    <!-- /result -->\n');
    for (const text of [quoted, listed]) expect(markerEdits(text, latest)).toEqual([]);
  });

  it('updates every marker of a note, each in its place', () => {
    const text =
      '<!-- result digits.pca -->?<!-- /result --> and <!-- result digits.twonn --><!-- /result -->';
    expect(updated(text)).toBe(
      '<!-- result digits.pca -->8 (8–9)<!-- /result --> and <!-- result digits.twonn -->12.9 ± 0.4<!-- /result -->',
    );
  });
});
