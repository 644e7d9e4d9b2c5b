import { describe, expect, it } from 'vitest';
import { reasonOf } from '../../../src/papers/identity';
import { foldLibrary, ownRecords } from '../../../src/papers/library';
import type { OwnPaper } from '../../../src/papers/ownPaper';
import type { LibraryPaper, PaperPlace, PaperRecord } from '../../../src/papers/paper';
import { place } from '../../fixtures/papers';

const record: PaperRecord = {
  schema: 1,
  key: 'arxiv:2101.00001',
  ids: { arxiv: '2101.00001', doi: '10.1007/abc' },
  state: 'found',
  checkedAt: '2026-01-01T00:00:00Z',
  title: { value: 'The served title', source: 'arxiv', fetchedAt: '2026-01-01T00:00:00Z' },
};

/** An entry that names its paper by its title. */
function titled(title: string, more: Partial<PaperPlace> = {}): PaperPlace {
  return { ...place(''), link: undefined, title, ...more };
}

describe('foldLibrary', () => {
  it('folds all links of a paper into one, with all its places', () => {
    const papers = foldLibrary(
      [
        place('https://arxiv.org/abs/2101.00001v2', { line: 4, priority: 3, status: 'to read' }),
        place('https://example.org/other'),
        place('https://huggingface.co/papers/2101.00001', { line: 9, priority: 1, title: 'Noted' }),
        place('https://doi.org/10.48550/arXiv.2101.00001', { status: 'reading' }),
      ],
      new Map(),
    );
    expect(papers.map((paper) => paper.key)).toEqual(['arxiv:2101.00001', 'url:example.org/other']);
    expect(papers[0]).toMatchObject({
      ids: { arxiv: '2101.00001', arxivVersion: 2 },
      title: 'Noted',
      titleSource: 'note',
      priority: 1,
      status: 'reading',
    });
    expect(papers[0]?.places).toHaveLength(3);
    expect(papers[1]).toMatchObject({ title: 'https://example.org/other', titleSource: 'link' });
  });

  it('joins a DOI with the arXiv paper whose record names it, and says who says so', () => {
    const published = place('https://doi.org/10.1007/ABC');
    const papers = foldLibrary(
      [place('https://arxiv.org/abs/2101.00001'), published],
      new Map([[record.key, record]]),
    );
    expect(papers).toHaveLength(1);
    expect(papers[0]).toMatchObject({
      title: 'The served title',
      titleSource: 'service',
      ids: { arxiv: '2101.00001', doi: '10.1007/abc' },
    });
    const [paper] = papers;
    expect(paper && reasonOf(paper, published)).toBe(
      'A list item with a link under “Reading List”. The record of arxiv 2101.00001 says that it is the same paper.',
    );
  });

  it('joins them from the publisher’s record, too, and over two steps', () => {
    const found: PaperRecord = { ...record, key: 'doi:10.1007/abc' };
    const page: PaperRecord = {
      ...record,
      key: 'url:openreview.net/forum?id=x',
      ids: { doi: '10.1007/abc' },
    };
    const papers = foldLibrary(
      [
        place('https://doi.org/10.1007/abc'),
        place('https://openreview.net/forum?id=x'),
        place('https://arxiv.org/abs/2101.00001'),
      ],
      new Map([found, page].map((each) => [each.key, each])),
    );
    expect(papers.map((paper) => [paper.key, paper.places.length])).toEqual([['arxiv:2101.00001', 3]]);
    expect(papers[0]?.record?.title?.value).toBe('The served title');
  });

  it('leaves two arXiv papers apart that claim one DOI', () => {
    const other: PaperRecord = {
      ...record,
      key: 'arxiv:2102.00002',
      ids: { arxiv: '2102.00002', doi: '10.1007/abc' },
    };
    const papers = foldLibrary(
      [place('https://arxiv.org/abs/2101.00001'), place('https://arxiv.org/abs/2102.00002')],
      new Map([record, other].map((each) => [each.key, each])),
    );
    expect(papers).toHaveLength(2);
  });

  it('joins a preprint and its publication that both have DOIs where a source says so', () => {
    const said = {
      value: 'doi:10.1000/final',
      source: 'crossref' as const,
      fetchedAt: '2026-01-01T00:00:00Z',
    };
    const preprint: PaperRecord = {
      schema: 1,
      key: 'doi:10.1101/first',
      ids: { doi: '10.1101/first' },
      state: 'found',
      checkedAt: '2026-01-01T00:00:00Z',
      published: said,
    };
    const published: PaperRecord = {
      ...preprint,
      key: 'doi:10.1000/final',
      ids: { doi: '10.1000/final' },
      preprint: { ...said, value: 'doi:10.1101/first' },
    };
    delete published.published;
    const places = [place('https://doi.org/10.1101/first'), place('https://doi.org/10.1000/final')];
    for (const each of [[preprint], [published], [preprint, published]]) {
      const papers = foldLibrary(places, new Map(each.map((one) => [one.key, one])));
      expect(papers.map(({ key }) => key)).toEqual(['doi:10.1000/final']);
    }
    expect(foldLibrary(places, new Map())).toHaveLength(2);
  });

  it('finds the same page under its several addresses', () => {
    const papers = foldLibrary(
      [
        place('http://proceedings.mlr.press/v1/a1b/a1b.pdf'),
        place('https://proceedings.mlr.press/v1/a1b.html'),
        place('https://www.example.org/x/?utm_source=feed#top'),
        place('http://example.org/x'),
        place('https://example.org/x?id=2'),
      ],
      new Map(),
    );
    expect(papers.map((paper) => paper.places.length)).toEqual([2, 2, 1]);
  });

  describe('of entries without links', () => {
    it('joins them with a linked entry of the same title that nothing contradicts', () => {
      const linked = place('https://arxiv.org/abs/2101.00001', { title: 'A theory of nearly everything' });
      const same = titled('“A Theory of *Nearly* Everything”', { year: 2021, authors: ['One'] });
      const [paper, ...others] = foldLibrary([same, linked], new Map());
      expect(others).toEqual([]);
      expect(paper?.key).toBe('arxiv:2101.00001');
      expect(paper && reasonOf(paper, same)).toContain('same title as a linked entry');
    });

    it('keeps them apart where year or authors contradict, or the title is anyone’s', () => {
      const linked = place('https://arxiv.org/abs/2101.00001', {
        title: 'A theory of nearly everything',
        year: 2021,
        authors: ['Ada One', 'B. Two'],
      });
      const keys = (...places: PaperPlace[]) =>
        foldLibrary([linked, ...places], new Map()).map(({ key }) => key);
      const title = 'A theory of nearly everything';
      expect(keys(titled(title, { year: 2003 }))).toHaveLength(2);
      expect(keys(titled(title, { authors: ['Three'] }))).toHaveLength(2);
      expect(keys(titled(title, { authors: ['Two, Bea'], year: 2021 }))).toHaveLength(1);
      const short = place('https://arxiv.org/abs/2101.00002', { title: 'Lectures' });
      expect(foldLibrary([short, titled('Lectures')], new Map())).toHaveLength(2);
    });

    it('gives two works of one title two keys', () => {
      const papers = foldLibrary(
        [titled('Deep things', { year: 2001 }), titled('Deep Things', { year: 2011 }), titled('deep things')],
        new Map(),
      );
      expect(papers.map(({ key, places }) => [key, places.length])).toEqual([
        ['title:deepthings', 2],
        ['title:deepthings|2011', 1],
      ]);
    });

    it('follows what the user confirmed', () => {
      const own: OwnPaper = { schema: 1, key: 'title:deepthings', sameAs: 'doi:10.1007/abc', priority: 1 };
      const [paper] = foldLibrary(
        [titled('Deep things')],
        new Map([[record.key, record]]),
        new Map([[own.key, own]]),
      );
      expect(paper).toMatchObject({ key: 'arxiv:2101.00001', priority: 1, record });
    });
  });

  describe('of a confirmed entry', () => {
    const [early, late] = [titled('Deep things', { year: 2001 }), titled('Deep things', { year: 2011 })];
    const confirm = (paper: LibraryPaper | undefined, own: ReadonlyMap<string, OwnPaper>) => {
      const records = paper ? ownRecords(paper, own, { sameAs: 'doi:10.1007/abc' }) : [];
      return new Map([...own, ...records.map((each) => [each.key, each] as const)]);
    };

    it('leaves another work of the same title as it is', () => {
      const [paper] = foldLibrary([early, late], new Map());
      const own = confirm(paper, new Map());
      expect([...own.keys()]).toEqual(['title:deepthings|2001']);
      expect(foldLibrary([early, late], new Map(), own).map(({ key }) => key)).toEqual([
        'doi:10.1007/abc',
        'title:deepthings',
      ]);
    });

    it('keeps what was said of it by its title, for when the note links it', () => {
      const said: OwnPaper = { schema: 1, key: 'title:deepthings', category: 'Theory' };
      const before = new Map([[said.key, said]]);
      const [paper] = foldLibrary([early], new Map(), before);
      const own = confirm(paper, before);
      expect(foldLibrary([early], new Map(), own)[0]).toMatchObject({ category: 'Theory' });
      const link = place('https://doi.org/10.1007/abc', { title: 'Deep things' });
      expect(foldLibrary([link], new Map(), own)[0]).toMatchObject({ category: 'Theory' });
    });
  });

  describe('of what the user says', () => {
    const own: OwnPaper = {
      schema: 1,
      key: 'arxiv:2101.00001',
      title: 'My name for it',
      priority: 1,
      status: 'read',
      category: 'Theory',
      tags: ['nice'],
      citekey: 'one2021',
    };
    const all = new Map([[own.key, own]]);

    it('takes it where the notes say nothing, before what services say', () => {
      const served = {
        ...record,
        categories: { ...record.title, value: ['cs.LG', 'math.PR'] },
      } as PaperRecord;
      const bare = [place('https://arxiv.org/abs/2101.00001')];
      const [paper] = foldLibrary(bare, new Map([[record.key, served]]), all);
      expect(paper).toMatchObject({
        title: 'My name for it',
        titleSource: 'own',
        priority: 1,
        status: 'read',
        category: 'Theory',
        tags: ['nice'],
        citekey: 'one2021',
        saidBy: { priority: 'own', status: 'own', category: 'own', tags: 'own', citekey: 'own' },
      });
      const [without] = foldLibrary(bare, new Map([[record.key, served]]));
      expect(without).toMatchObject({ category: 'cs.LG', saidBy: { category: 'service' } });
      expect(without?.saidBy.priority).toBeUndefined();
    });

    it('lets the notes win for what they say', () => {
      const said = place('https://arxiv.org/abs/2101.00001', {
        title: 'Noted',
        priority: 3,
        status: 'reading',
        category: 'Practice',
        tags: ['odd'],
      });
      const [paper] = foldLibrary([said], new Map(), all);
      expect(paper).toMatchObject({
        title: 'Noted',
        priority: 3,
        status: 'reading',
        category: 'Practice',
        tags: ['odd', 'nice'],
        saidBy: { priority: 'note', status: 'note', category: 'note', tags: 'note', citekey: 'own' },
      });
    });

    it('finds it under the key that the paper had before a source joined it, and takes it back there', () => {
      const older: OwnPaper = { schema: 1, key: 'doi:10.1007/abc', priority: 2, status: 'read' };
      const before = new Map([[older.key, older]]);
      const [paper] = foldLibrary(
        [place('https://doi.org/10.1007/abc')],
        new Map([[record.key, record]]),
        before,
      );
      expect(paper).toMatchObject({ key: 'arxiv:2101.00001', priority: 2 });
      expect(paper && ownRecords(paper, before, { priority: undefined })).toEqual([
        { schema: 1, key: 'arxiv:2101.00001' },
        { schema: 1, key: 'doi:10.1007/abc', status: 'read' },
      ]);
    });
  });
});

describe('a fold after a fold', () => {
  it('gives the papers back whose places are the same, and the others anew', () => {
    const records = new Map<string, PaperRecord>();
    const own = new Map<string, OwnPaper>();
    const [first, second] = [
      place('https://arxiv.org/abs/2101.00001'),
      place('https://arxiv.org/abs/2101.00002'),
    ];
    const before = foldLibrary([first, second], records, own);
    const edited = { ...second, priority: 1 };
    const after = foldLibrary([first, edited], records, own, before);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after).toEqual(foldLibrary([first, edited], records, own));
    // A second place of a paper makes another paper of it.
    const third = place('https://arxiv.org/pdf/2101.00001', { line: 9 });
    expect(foldLibrary([first, edited, third], records, own, after)[0]?.places).toEqual([first, third]);
  });
});
