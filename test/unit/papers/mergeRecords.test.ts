import { describe, expect, it } from 'vitest';
import { mergeRecords, recordFields, recordOfFacts } from '../../../src/papers/mergeRecords';
import { paperRecordSchema, type MetadataSource, type PaperRecord } from '../../../src/papers/paper';

const early = '2026-01-01T00:00:00.000Z';
const late = '2026-02-01T00:00:00.000Z';
const said = (source: MetadataSource, facts: object, at = early, key = 'arxiv:2101.00001') =>
  recordOfFacts(key, { ids: {}, ...facts }, source, at);

describe('mergeRecords', () => {
  it('takes each field from the best source, in whatever order they come', () => {
    const a = said('crossref', { title: 'C', venue: 'V' }, late);
    const b = said('arxiv', { title: 'A', abstract: 'B' });
    for (const merged of [mergeRecords(a, b), mergeRecords(b, a)]) {
      expect(merged).toMatchObject({
        title: { value: 'A', source: 'arxiv', fetchedAt: early },
        venue: { value: 'V', source: 'crossref' },
        abstract: { value: 'B', source: 'arxiv' },
        checkedAt: late,
      });
    }
  });

  it('takes the newer word of the same source, and keeps what it no longer says', () => {
    const merged = mergeRecords(
      said('arxiv', { title: 'Old', comment: '3 pages' }),
      said('arxiv', { title: 'New' }, late),
    );
    expect(merged).toMatchObject({ title: { value: 'New', fetchedAt: late }, comment: { value: '3 pages' } });
    const stale = mergeRecords(merged, said('arxiv', { title: 'Older' }));
    expect(stale.title?.value).toBe('New');
  });

  it('believes the publisher before the preprint where the paper is the published one', () => {
    const key = 'doi:10.1000/a';
    const merged = mergeRecords(
      said('arxiv', { title: 'A', abstract: 'B' }, late, key),
      said('crossref', { title: 'C' }, early, key),
    );
    expect(merged).toMatchObject({ title: { value: 'C' }, abstract: { value: 'B' } });
  });

  it('fills gaps with what was imported, and keeps it where no service says better', () => {
    const imported = said('import', { title: 'Imported', venue: 'V' }, late);
    const merged = mergeRecords(imported, said('arxiv', { title: 'A', abstract: 'B' }));
    expect(merged).toMatchObject({ title: { value: 'A' }, venue: { value: 'V' }, abstract: { value: 'B' } });
  });

  it('does not forget that a paper was found, nor its other identifiers', () => {
    const unknown: PaperRecord = {
      schema: 1,
      key: 'arxiv:2101.00001',
      ids: { arxiv: '2101.00001' },
      state: 'unknown',
      checkedAt: late,
      checks: { arxiv: { at: late, state: 'unknown' } },
    };
    const found = { ...said('crossref', { title: 'T' }), ids: { doi: '10.1000/a' } };
    const merged = mergeRecords(found, unknown);
    expect(merged).toMatchObject({ state: 'found', ids: { arxiv: '2101.00001', doi: '10.1000/a' } });
    expect(merged.checks).toEqual({
      crossref: { at: early, state: 'found' },
      arxiv: { at: late, state: 'unknown' },
    });
  });

  it('gives a record that can be read back, with every field that a record can have', () => {
    const facts = {
      title: 'T',
      authors: ['A'],
      year: 2020,
      updated: 'u',
      version: 2,
      categories: ['cs.LG'],
      abstract: 'a',
      comment: 'c',
      journalReference: 'j',
      doi: '10.1000/a',
      type: 'chapter',
      venue: 'v',
      publisher: 'p',
      volume: '1',
      issue: '2',
      pages: '3',
      preprint: 'arxiv:2101.00001',
      published: 'doi:10.1000/a',
    };
    const record = said('openalex', facts);
    expect([...recordFields].sort()).toEqual(Object.keys(facts).sort());
    expect(paperRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
    expect(mergeRecords(record, record)).toEqual(record);
  });
});
