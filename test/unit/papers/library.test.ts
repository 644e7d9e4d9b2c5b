import { describe, expect, it } from 'vitest';
import { foldLibrary } from '../../../src/papers/library';
import type { PaperRecord } from '../../../src/papers/paper';
import { place } from '../../fixtures/papers';

const record: PaperRecord = {
  schema: 1,
  key: 'arxiv:2101.00001',
  ids: { arxiv: '2101.00001', doi: '10.1007/abc' },
  state: 'found',
  checkedAt: '2026-01-01T00:00:00Z',
  title: { value: 'The served title', source: 'arxiv', fetchedAt: '2026-01-01T00:00:00Z' },
};

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

  it('takes the title of the record, and its DOI as another name', () => {
    const papers = foldLibrary(
      [place('https://arxiv.org/abs/2101.00001', { title: 'Noted' }), place('https://doi.org/10.1007/ABC')],
      new Map([[record.key, record]]),
    );
    expect(papers).toHaveLength(1);
    expect(papers[0]).toMatchObject({
      title: 'The served title',
      titleSource: 'service',
      ids: { arxiv: '2101.00001', doi: '10.1007/abc' },
    });
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
});
