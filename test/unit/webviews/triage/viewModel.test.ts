import { describe, expect, it } from 'vitest';
import {
  triageViewStateSchema,
  type TriageEntry,
  type TriageViewState,
} from '../../../../src/protocol/triagePanel';
import { keyAction, keyHelp } from '../../../../webviews/triage/keys';
import { matches, queryWords, searchText } from '../../../../webviews/triage/search';
import { authorsText, nextToDecide, viewTriage } from '../../../../webviews/triage/viewModel';

const entry = (key: string, over: Partial<TriageEntry> = {}): TriageEntry => ({
  key,
  title: key,
  abstract: '',
  authors: [],
  missing: [],
  topic: { name: 'Theory', reason: 'because' },
  ...over,
});
const date = (iso: string) => ({ iso, yearWritten: true, reason: '' });
const page = {
  title: 'page.txt',
  file: 'page.txt',
  repeated: 0,
  problems: [],
  entries: [
    entry('c', { title: '“Ångström” nets', date: date('2024-01-02'), upvotes: 3 }),
    entry('a', { title: 'Zebra crossing', date: date('2025-01-02'), topic: { name: 'Vision', reason: '' } }),
    entry('b', { title: 'beta priors', authors: ['Ada Öne'], upvotes: 10 }),
  ],
};
const state = (over: Partial<TriageViewState> = {}): TriageViewState => ({
  ...triageViewStateSchema.parse({ folder: 'f', file: 'page.txt' }),
  ...over,
});
const view = (
  over: Partial<TriageViewState> = {},
  decided: Readonly<Record<string, 'keep' | 'later' | 'skip'>> = {},
) => {
  const decisions = Object.fromEntries(Object.entries(decided).map(([key, decision]) => [key, { decision }]));
  return viewTriage(page, { decisions, listed: { c: { note: 'n.md', line: 3 } } }, state(over));
};
const keys = (...given: Parameters<typeof view>) =>
  view(...given)
    .rows.map((row) => row.entry.key)
    .join('');

describe('what is shown', () => {
  it.each([
    [{}, 'cab'],
    [{ sort: 'title' as const }, 'cba'],
    [{ sort: 'title' as const, descending: true }, 'abc'],
    [{ sort: 'date' as const }, 'cab'],
    [{ sort: 'date' as const, descending: true }, 'acb'],
    [{ sort: 'upvotes' as const, descending: true }, 'bca'],
    [{ sort: 'topic' as const }, 'cba'],
    [{ topic: 'Vision' }, 'a'],
    [{ search: 'angstrom' }, 'c'],
    [{ search: 'zerba' }, 'a'],
    [{ search: 'one beta' }, 'b'],
    [{ search: 'zebra beta' }, ''],
  ])('by %j is %s', (over, expected) => {
    expect(keys(over)).toBe(expected);
  });

  it('by decision, and counted whatever is shown', () => {
    expect(keys({ shown: 'undecided' }, { c: 'keep', a: 'skip' })).toBe('b');
    expect(keys({ shown: 'skip' }, { c: 'keep', a: 'skip' })).toBe('a');
    expect(keys({ sort: 'decision' }, { c: 'skip', b: 'keep' })).toBe('bac');
    expect(view({ shown: 'skip' }, { c: 'keep', a: 'keep' }).counts).toEqual({
      all: 3,
      undecided: 1,
      keep: 2,
      later: 0,
      skip: 0,
      // One of them is in a list already.
      toAdd: 1,
    });
  });

  it('has a selection, and goes on to what is undecided', () => {
    expect(view({ selected: 'gone' }).selected?.entry.key).toBe('c');
    expect(view({ search: 'nothing at all' })).toMatchObject({ index: -1, selected: undefined });
    expect(nextToDecide(view({ selected: 'c' }, { a: 'skip' }))).toBe('b');
    expect(nextToDecide(view({ selected: 'b' }))).toBe('c');
    expect(nextToDecide(view({ selected: 'a' }, { b: 'keep', c: 'keep' }))).toBe('b');
  });

  it('names authors as far as they are known', () => {
    const authors = ['A', 'B', 'C'];
    expect(authorsText(entry('x', { authors }))).toBe('A, B +1');
    expect(authorsText(entry('x', { authorsCount: 7, organisation: 'Lab' }))).toBe('Lab · 7 authors');
    expect(authorsText(entry('x', { authorsCount: 1 }))).toBe('1 author');
    expect(authorsText(entry('x'))).toBe('');
  });
});

describe('a search', () => {
  const finds = (text: string, search: string): boolean =>
    matches(searchText(entry('k', { title: text })), queryWords(search));

  it.each([
    ['Compression of Networks', 'compresion', true],
    ['Compression of Networks', 'comperssion', true],
    ['Compression of Networks', 'netwrok comp', true],
    ['Compression of Networks', 'cat', false],
    ['A cat', 'car', false],
    ['엔트로피 정규화', '엔트로피', true],
    ['Erdős–Rényi', 'erdos renyi', true],
    ['Anything', '  ', true],
    ['GPT-4.5', 'gpt-4.5', true],
  ])('in %j for %j: %s', (text, search, found) => {
    expect(finds(text, search)).toBe(found);
  });
});

describe('keys', () => {
  const press = (key: string, over: object = {}) => ({
    key,
    code: '',
    ctrl: false,
    alt: false,
    shift: false,
    ...over,
  });

  it('are letters while one types', () => {
    for (const key of ['k', 's', 'l', 'u', '?', '/', '1', 'Delete', ' ', 'Home']) {
      expect(keyAction(press(key), 'text'), key).toBeUndefined();
    }
    expect(keyAction(press('Escape'), 'text')).toEqual({ do: 'leaveSearch' });
    expect(keyAction(press('z', { ctrl: true }), 'text')).toBeUndefined();
  });

  it('leave a button its own', () => {
    expect(keyAction(press('Enter'), 'control')).toBeUndefined();
    expect(keyAction(press(' '), 'control')).toBeUndefined();
    expect(keyAction(press('k'), 'control')).toEqual({ do: 'decide', decision: 'keep' });
  });

  it('leave the editor its own', () => {
    expect(keyAction(press('k', { ctrl: true }), 'page')).toBeUndefined();
    expect(keyAction(press('s', { ctrl: true }), 'page')).toBeUndefined();
    expect(keyAction(press('s', { alt: true }), 'page')).toBeUndefined();
    expect(keyAction(press('z', { ctrl: true }), 'page')).toEqual({ do: 'undo' });
  });

  it('go by their place where the layout has other letters', () => {
    expect(keyAction(press('ㄴ', { code: 'KeyS' }), 'page')).toEqual({ do: 'decide', decision: 'skip' });
    // A layout of Latin letters means the letter it has there.
    expect(keyAction(press('s', { code: 'KeyK' }), 'page')).toEqual({ do: 'decide', decision: 'skip' });
  });

  it('are all told', () => {
    const told = keyHelp.map(([names]) => names).join(' ');
    for (const name of ['K', 'S', 'L', 'U', 'F', 'A', 'Enter', 'Space', '/', '?', 'Delete', '1 … 5']) {
      expect(told).toContain(name);
    }
  });
});
