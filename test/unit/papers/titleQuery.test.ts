import { describe, expect, it } from 'vitest';
import { foldLibrary } from '../../../src/papers/library';
import type { PaperPlace } from '../../../src/papers/paper';
import { readPlaces } from '../../../src/papers/places';
import type { TitleCandidate } from '../../../src/papers/searchTitles';
import { confirmable, confirmedRecord, isTitleOnly, titleQuery } from '../../../src/papers/titleQuery';

function placesOf(...entries: readonly string[]): readonly PaperPlace[] {
  return readPlaces('note.md', ['## Papers to Read', '', ...entries].join('\n'));
}

function candidate(ids: TitleCandidate['ids'], more: Partial<TitleCandidate> = {}): TitleCandidate {
  return {
    title: 'Deep nets on manifolds',
    authors: ['B. Two'],
    year: 2017,
    ids,
    venue: undefined,
    source: 'openalex',
    sources: ['openalex'],
    score: 1,
    why: { score: 1, title: 1, year: 'same', authors: 'agree' },
    facts: { ids, title: 'Deep nets on manifolds', authors: ['B. Two'], year: 2017 },
    ...more,
  };
}

describe('what an entry is searched for by', () => {
  it('is its title, its authors and its year, as far as it has them', () => {
    const [whole, alone, linked] = placesOf(
      '- "Deep nets on manifolds", Two and Three, 2017',
      '- "Flat rooms without doors"',
      '- [Linked](https://arxiv.org/abs/2101.00001)',
    );
    expect(whole && titleQuery(whole)).toEqual({
      title: 'Deep nets on manifolds',
      authors: ['Two', 'Three'],
      year: 2017,
    });
    expect(alone && titleQuery(alone)).toEqual({ title: 'Flat rooms without doors' });
    expect(linked && titleQuery(linked)).toBeUndefined();
  });

  it('is asked for no longer once the paper is known', () => {
    const places = placesOf('- "Deep nets on manifolds", Two, 2017');
    const key = 'title:deepnetsonmanifolds|2017';
    const own = new Map([[key, { schema: 1 as const, key, sameAs: 'arxiv:2101.00007' }]]);
    expect(foldLibrary(places, new Map()).map(isTitleOnly)).toEqual([true]);
    expect(foldLibrary(places, new Map(), own).map(isTitleOnly)).toEqual([false]);
  });
});

describe('an answer to be confirmed', () => {
  it('has an address, the preprint first; one without an identifier is none', () => {
    const search = {
      candidates: [
        candidate({ doi: '10.1007/(a)b' }),
        candidate({}),
        candidate({ arxiv: '2101.00007', doi: '10.1/x' }),
      ],
      failed: [],
      asked: ['openalex' as const],
    };
    expect(confirmable(search).map(({ url, key }) => [url, key])).toEqual([
      ['https://doi.org/10.1007/(a)b', 'doi:10.1007/(a)b'],
      ['https://arxiv.org/abs/2101.00007', 'arxiv:2101.00007'],
    ]);
  });

  it('becomes a record with its sources, which does not keep its metadata from being fetched', () => {
    const [answer] = confirmable({
      candidates: [candidate({ arxiv: '2101.00007', doi: '10.1/x' })],
      failed: [],
      asked: ['openalex'],
    });
    const at = '2026-01-02T03:04:05.000Z';
    expect(answer && confirmedRecord(answer, Date.parse(at))).toEqual({
      schema: 1,
      key: 'arxiv:2101.00007',
      ids: { arxiv: '2101.00007', doi: '10.1/x' },
      state: 'found',
      checkedAt: at,
      title: { value: 'Deep nets on manifolds', source: 'openalex', fetchedAt: at },
      authors: { value: ['B. Two'], source: 'openalex', fetchedAt: at },
      year: { value: 2017, source: 'openalex', fetchedAt: at },
    });
  });
});
