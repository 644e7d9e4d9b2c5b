import { describe, expect, it } from 'vitest';
import { categoriseViewStateSchema, type CategoriseSnapshot } from '../../../src/protocol/categorisePanel';
import { viewReview } from '../../../webviews/categorise/viewModel';

const row = {
  id: 'a',
  title: 'A',
  place: 'note.md:1',
  category: 'Maths',
  probability: 0.998,
  confidence: 'high' as const,
  because: '',
  alternatives: [{ category: 'Physics', probability: 0.051 }],
  tags: [],
  byModel: false,
};
const { category: _, ...untold } = { ...row, id: 'b', confidence: 'none' as const };
const snapshot: CategoriseSnapshot = {
  rows: [row, untold],
  categories: ['Tea', 'Maths', 'Coffee'],
  style: 'tags',
  learntFrom: 1,
  unfetched: 0,
  canRefine: false,
};
const view = (decisions: object = {}, filter = 'all') =>
  viewReview(snapshot, categoriseViewStateSchema.parse({ decisions, filter }));

describe('the review', () => {
  it('offers the likely categories first, then all others by name, and never says 100 %', () => {
    const [first] = view().rows;
    expect(first?.options.map(({ label, likely }) => [label, likely])).toEqual([
      ['Maths', true],
      ['Physics (5 %)', true],
      ['Coffee', false],
      ['Tea', false],
    ]);
    expect(first?.sure).toBe('high · 99 %');
    expect(view().summary).toBe('1 of 2 papers have a suggestion · learnt from 1 paper that you sorted');
  });

  it('sends what was decided and nothing else', () => {
    expect(view().decisions).toEqual([]);
    expect(
      view({ a: { state: 'rejected' }, b: { state: 'rejected' }, gone: { state: 'accepted' } }).decisions,
    ).toEqual([{ id: 'a', rejected: 'Maths' }, { id: 'b' }]);
    expect(view({ a: { state: 'accepted', category: 'Tea' } }).decisions).toEqual([
      { id: 'a', category: 'Tea' },
    ]);
  });

  it('does not take an acceptance of nothing for one', () => {
    expect(view({ b: { state: 'accepted' } })).toMatchObject({ accepted: 0, open: 2, decisions: [] });
  });

  it('shows those that are undecided, or not sure', () => {
    expect(view({ a: { state: 'accepted' } }, 'open').shown.map(({ row: { id } }) => id)).toEqual(['b']);
    expect(view({}, 'unsure').shown.map(({ row: { id } }) => id)).toEqual(['b']);
  });
});
