import { describe, expect, it } from 'vitest';
import {
  groupRows,
  rowsOf,
  withDropTargets,
  type Grouping,
  type Sorting,
} from '../../../src/papers/grouping';
import type { LibraryPaper } from '../../../src/papers/paper';
import { libraryOf, recordOf } from '../../fixtures/libraryPapers';

const arxiv = (n: number): string => `https://arxiv.org/abs/2101.0000${n}`;

const library = libraryOf(
  [
    [arxiv(1), { title: 'Wide nets', priority: 3, status: 'read', note: 'a.md' }],
    [arxiv(2), { title: '“Apt” bounds', priority: 1, note: 'a.md', section: 'Later' }],
    [arxiv(3), { title: 'éclairs', note: 'a.md', status: 'reading', priority: 3 }],
    [arxiv(1), { title: 'Wide nets', note: 'b.md', priority: 2 }],
    ['https://www.youtube.com/watch?v=abc', { title: 'Zebras talk', note: 'b.md', status: 'skipped' }],
    [arxiv(4), { title: 'Learning', note: 'b.md' }],
  ],
  [
    recordOf('arxiv:2101.00001', { year: 2019, authors: ['Ada Zed', 'Bo A'], categories: ['stat.ML'] }),
    recordOf('arxiv:2101.00002', { year: 2023, authors: ['Cy Adams'], categories: ['cs.LG'] }),
    recordOf('arxiv:2101.00003', { year: 2019, authors: ['Dee Älg'], categories: ['math.PR'] }),
  ],
  [{ schema: 1, key: 'arxiv:2101.00004', category: 'theory 10', tags: ['b', 'a'] }],
);

function outline(grouping: Grouping, sorting: Sorting = 'note', papers = library): Record<string, string[]> {
  const groups = groupRows(rowsOf(papers, grouping, 'root'), grouping, sorting);
  return Object.fromEntries(groups.map(({ value, rows }) => [value, rows.map((row) => row.paper.title)]));
}

const values = (grouping: Grouping, papers: readonly LibraryPaper[] = library): string[] =>
  groupRows(rowsOf(papers, grouping, 'root'), grouping, 'note').map(({ value }) => value);

describe('groupRows', () => {
  it('groups by priority, the most urgent first and none last, each paper once by its most urgent place', () => {
    expect(outline('priority')).toEqual({
      1: ['“Apt” bounds'],
      2: ['Wide nets'],
      3: ['éclairs'],
      '': ['Zebras talk', 'Learning'],
    });
    expect(values('priority')).toEqual(['1', '2', '3', '']);
    const many = libraryOf([
      [arxiv(1), { priority: 10 }],
      [arxiv(2), { priority: 9 }],
      [arxiv(3), { priority: 0 }],
    ]);
    expect(values('priority', many)).toEqual(['0', '9', '10']);
  });

  it('groups by status, what is being read first, what is done last', () => {
    expect(values('status')).toEqual(['reading', '', 'read', 'skipped']);
  });

  it('adds the groups that papers can be dragged onto though none is there yet', () => {
    const grown = (grouping: Grouping, papers = library): [string, number][] =>
      withDropTargets(groupRows(rowsOf(papers, grouping, 'root'), grouping, 'note'), grouping).map(
        ({ value, rows }) => [value, rows.length],
      );
    expect(grown('status')).toEqual([
      ['reading', 1],
      ['to read', 0],
      ['', 2],
      ['read', 1],
      ['skipped', 1],
    ]);
    expect(
      grown('priority', libraryOf([[arxiv(1), { priority: 2 }], [arxiv(2), { priority: 7 }], [arxiv(3)]])),
    ).toEqual([
      ['1', 0],
      ['2', 1],
      ['3', 0],
      ['7', 1],
      ['', 1],
    ]);
    expect(grown('year')).toEqual(
      values('year').map((year) => [year, year === '2019' ? 2 : year === '' ? 2 : 1]),
    );
  });

  it('groups by category, in the order of names with numbers as numbers, none last', () => {
    const more = libraryOf([
      [arxiv(5), { category: 'Theory 9' }],
      [arxiv(6), { category: 'theory 10' }],
      [arxiv(7)],
    ]);
    expect(values('category', more)).toEqual(['Theory 9', 'theory 10', '']);
    expect(outline('category')).toMatchObject({ 'stat.ML': ['Wide nets'], 'theory 10': ['Learning'] });
  });

  it('shows a paper under each of its tags', () => {
    expect(outline('tag')).toMatchObject({ a: ['Learning'], b: ['Learning'] });
  });

  it('groups by kind, papers first', () => {
    expect(values('kind')).toEqual(['paper', 'video']);
  });

  it('groups by year, the newest first, none last', () => {
    expect(values('year')).toEqual(['2023', '2019', '']);
  });

  it('groups by note and heading in the order of the notes, a paper under each heading that has it', () => {
    const groups = groupRows(rowsOf(library, 'note', 'root'), 'note', 'note');
    expect(groups.map(({ rows }) => [rows[0]?.place.note, rows[0]?.place.section, rows.length])).toEqual([
      ['a.md', 'Reading List', 2],
      ['a.md', 'Later', 1],
      ['b.md', 'Reading List', 3],
    ]);
    // What stands at the place counts there.
    expect(groups[2]?.rows[0]).toMatchObject({ priority: 2, paper: { title: 'Wide nets' } });
    expect(groups[0]?.rows[0]).toMatchObject({ priority: 3 });
  });

  it('shows a paper once under a heading that names it twice', () => {
    const twice = libraryOf([[arxiv(1)], [arxiv(1)]]);
    expect(groupRows(rowsOf(twice, 'note', ''), 'note', 'note')[0]?.rows).toHaveLength(1);
  });

  it('keeps the lists of two folders apart', () => {
    const rows = ['one', 'two'].flatMap((root) => rowsOf(library, 'note', root));
    const groups = groupRows(rows, 'note', 'note');
    expect(groups).toHaveLength(6);
    expect(new Set(groups.map(({ id }) => id)).size).toBe(6);
  });

  it('sorts within a group', () => {
    const sorted = (sorting: Sorting): string[] => outline('none', sorting)[''] ?? [];
    expect(sorted('note')).toEqual(['Wide nets', '“Apt” bounds', 'éclairs', 'Zebras talk', 'Learning']);
    expect(sorted('title')).toEqual(['“Apt” bounds', 'éclairs', 'Learning', 'Wide nets', 'Zebras talk']);
    expect(sorted('year')).toEqual(['“Apt” bounds', 'Wide nets', 'éclairs', 'Zebras talk', 'Learning']);
    expect(sorted('author')).toEqual(['“Apt” bounds', 'éclairs', 'Wide nets', 'Zebras talk', 'Learning']);
    expect(sorted('priority')).toEqual(['“Apt” bounds', 'Wide nets', 'éclairs', 'Zebras talk', 'Learning']);
    expect(sorted('status')).toEqual(['éclairs', '“Apt” bounds', 'Learning', 'Wide nets', 'Zebras talk']);
  });

  it('makes nothing of nothing', () => {
    expect(groupRows([], 'priority', 'title')).toEqual([]);
    expect(groupRows([], 'none', 'note')).toEqual([]);
  });
});
