import { describe, expect, it } from 'vitest';
import { countValues, isFiltering, passesFilter, type PaperFilter } from '../../../src/papers/facets';
import { rowsOf } from '../../../src/papers/grouping';
import { libraryOf, recordOf } from '../../fixtures/libraryPapers';

const rows = rowsOf(
  libraryOf(
    [
      ['https://arxiv.org/abs/2101.00001', { title: 'one', priority: 1, status: 'read' }],
      ['https://arxiv.org/abs/2101.00002', { title: 'two', priority: 2, year: 2001 }],
      ['https://arxiv.org/abs/2101.00003', { title: 'three', status: 'reading', category: 'theory' }],
      ['https://www.youtube.com/watch?v=abc', { title: 'four' }],
    ],
    [recordOf('arxiv:2101.00001', { year: 2019, categories: ['cs.LG'] })],
    [{ schema: 1, key: 'arxiv:2101.00002', tags: ['seminar', 'proofs'] }],
  ),
  'none',
  '',
);

const passing = (filter: PaperFilter): string[] =>
  rows.filter((row) => passesFilter(row, filter)).map((row) => row.paper.title);

describe('passesFilter', () => {
  it('takes alternatives within a facet, and wants every facet', () => {
    expect(passing({})).toHaveLength(4);
    expect(passing({ priority: ['1', '2'] })).toEqual(['one', 'two']);
    expect(passing({ priority: ['1', ''], status: ['reading', ''] })).toEqual(['three', 'four']);
    expect(passing({ priority: ['1'], status: ['reading'] })).toEqual([]);
    expect(passing({ status: [] })).toHaveLength(4);
  });

  it('knows each facet', () => {
    expect(passing({ category: ['cs.LG', 'theory'] })).toEqual(['one', 'three']);
    expect(passing({ tag: ['proofs'] })).toEqual(['two']);
    expect(passing({ kind: ['video'] })).toEqual(['four']);
    expect(passing({ year: ['2019', '2001'] })).toEqual(['one', 'two']);
    expect(passing({ year: [''] })).toEqual(['three', 'four']);
    expect(passing({ metadata: ['missing'] })).toEqual(['two', 'three', 'four']);
    expect(passing({ metadata: ['found'] })).toEqual(['one']);
  });

  it('is told from one that lets all pass', () => {
    expect(isFiltering({})).toBe(false);
    expect(isFiltering({ status: [] })).toBe(false);
    expect(isFiltering({ status: ['read'] })).toBe(true);
  });
});

describe('countValues', () => {
  it('counts papers by value, in the order in which a list shows the values', () => {
    expect([...countValues(rows, 'status')]).toEqual([
      ['reading', 1],
      ['', 2],
      ['read', 1],
    ]);
    expect([...countValues(rows, 'priority')]).toEqual([
      ['1', 1],
      ['2', 1],
      ['', 2],
    ]);
    expect([...countValues(rows, 'tag')]).toEqual([
      ['proofs', 1],
      ['seminar', 1],
      ['', 3],
    ]);
  });

  it('counts a paper that stands under two headings once', () => {
    const twice = rowsOf(
      libraryOf([
        ['https://arxiv.org/abs/2101.00001', { section: 'A' }],
        ['https://arxiv.org/abs/2101.00001', { section: 'B' }],
      ]),
      'note',
      '',
    );
    expect(twice).toHaveLength(2);
    expect(countValues(twice, 'kind').get('paper')).toBe(1);
  });
});
