import { describe, expect, it } from 'vitest';
import type { PaperClient } from '../../../src/papers/clients/client';
import { crossref } from '../../../src/papers/clients/crossref';
import { doiNegotiation } from '../../../src/papers/clients/doiNegotiation';
import { huggingFace } from '../../../src/papers/clients/huggingFace';
import { openAlex } from '../../../src/papers/clients/openAlex';
import { semanticScholar } from '../../../src/papers/clients/semanticScholar';
import { openAccess, type ServiceAccess } from '../../../src/papers/services';

const doi = '10.1007/978-3-030-00001-0_3';

function decode(client: PaperClient, value: unknown, ids: readonly string[], status = 200) {
  const answer = client.decode({ status, body: JSON.stringify(value) }, ids);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value.found;
}

describe('Crossref', () => {
  it('asks by the whole DOI, escaped, and says who asks', () => {
    const access = { ...openAccess, contact: 'me@example.org' };
    expect(crossref.request(['10.1000/a/../b?c#d'], access).url).toBe(
      'https://api.crossref.org/works/10.1000%2Fa%2F..%2Fb%3Fc%23d?mailto=me%40example.org',
    );
    expect(crossref.request([doi], { ...access, contact: 'nobody' }).url).not.toContain('mailto');
    expect(crossref.idOf({ doi: '10.48550/arxiv.2101.00001' })).toBeUndefined();
  });

  it('reads a chapter of a book in a series', () => {
    const facts = decode(
      crossref,
      {
        message: {
          DOI: doi.toUpperCase(),
          type: 'book-chapter',
          title: ['Learning <i>k</i>-Meshes'],
          subtitle: ['A Study'],
          author: [
            { given: 'Ada', family: 'Öne', sequence: 'first', affiliation: [] },
            { name: 'The Mesh Group' },
            { family: 'Solo' },
          ],
          'container-title': ['Lecture Notes in Examples', 'Meshes 2019'],
          issued: { 'date-parts': [[2019, 4, 2]] },
          publisher: 'Publisher &amp; Sons',
          page: '12-34',
          volume: '7',
          abstract: '<jats:title>Abstract</jats:title><jats:p>We study meshes.</jats:p>',
          relation: {
            'has-preprint': [{ 'id-type': 'doi', id: '10.48550/arXiv.2101.00001', 'asserted-by': 'object' }],
          },
        },
      },
      [doi],
    ).get(doi);
    expect(facts).toEqual({
      ids: { doi },
      title: 'Learning k-Meshes: A Study',
      authors: ['Ada Öne', 'The Mesh Group', 'Solo'],
      year: 2019,
      abstract: 'We study meshes.',
      doi,
      type: 'chapter',
      venue: 'Meshes 2019',
      publisher: 'Publisher & Sons',
      volume: '7',
      pages: '12–34',
      preprint: 'arxiv:2101.00001',
    });
  });

  it('does without what is missing, null or of another shape', () => {
    const message = {
      DOI: doi,
      title: ['T'],
      subtitle: null,
      author: null,
      'container-title': [],
      issued: { 'date-parts': [[null]] },
      published: { 'date-parts': [['2018']] },
      relation: { 'is-preprint-of': 'nonsense' },
    };
    expect(decode(crossref, { message }, [doi]).get(doi)).toEqual({
      ids: { doi },
      doi,
      title: 'T',
      year: 2018,
    });
    expect(decode(crossref, { message: { ...message, title: [] } }, [doi]).size).toBe(0);
  });

  it('takes 404 for its word that there is none, in whatever form', () => {
    expect(crossref.decode({ status: 404, body: 'Resource not found.' }, [doi])).toEqual({
      ok: true,
      value: { found: new Map() },
    });
  });

  it.each([
    ['<!doctype html><html>', /web page/],
    ['', /empty/],
    ['{"message": {"title"', /no whole JSON/],
    ['{"message": []}', /is not a work/],
  ])('says what is wrong with %j', (body, message) => {
    const answer = crossref.decode({ status: 200, body }, [doi]);
    expect(!answer.ok && answer.error).toMatch(message);
  });
});

describe('OpenAlex', () => {
  it('asks for many at once, with the key apart from the address', () => {
    const access: ServiceAccess = { ...openAccess, keys: { openalex: 'secret' } };
    const { url, secrets } = openAlex.request(['10.1000/a', '10.1000/b'], access);
    const { searchParams } = new URL(url);
    expect(searchParams.get('filter')).toBe('doi:10.1000/a|10.1000/b');
    expect(url).not.toContain('secret');
    expect(secrets).toEqual({ query: { api_key: 'secret' } });
    const plain = { ...access, baseUrls: { openalex: 'http://elsewhere.example' } };
    expect(openAlex.request(['10.1000/a'], plain).secrets).toBeUndefined();
    expect(openAlex.idOf({ doi: '10.1000/a,b' })).toBeUndefined();
  });

  it('matches by DOI and puts the abstract together', () => {
    const work = (name: string, more: object) => ({
      doi: `https://doi.org/10.1000/${name}`,
      title: name,
      ...more,
    });
    const results = [
      work('b', { abstract_inverted_index: { again: [3, 1e12], words: [0], and: [1], words2: [2] } }),
      work('other', {}),
      work('a', {
        publication_year: 2020,
        type: 'article',
        authorships: [{ author: { display_name: 'A. One' } }, { author: null }],
        primary_location: { source: { display_name: 'Journal of Meshes', type: 'journal' } },
        biblio: { volume: '1', issue: null, first_page: '5', last_page: '9' },
      }),
      { title: null, doi: 4 },
    ];
    const found = decode(openAlex, { results }, ['10.1000/a', '10.1000/b', '10.1000/c']);
    expect([...found.keys()]).toEqual(['10.1000/b', '10.1000/a']);
    expect(found.get('10.1000/b')?.abstract).toBe('words and words2 again again');
    expect(found.get('10.1000/a')).toMatchObject({
      authors: ['A. One'],
      year: 2020,
      type: 'article-journal',
      venue: 'Journal of Meshes',
      pages: '5–9',
    });
  });
});

describe('Semantic Scholar', () => {
  const paper = (more: object) => ({ paperId: 'x', title: 'T', authors: [{ name: 'A. One' }], ...more });

  it('posts the ids, arXiv ids before DOIs, with its key in a header that is secret', () => {
    const access: ServiceAccess = { ...openAccess, keys: { 'semantic-scholar': 'secret' } };
    const request = semanticScholar.request(['ARXIV:2101.00001', 'DOI:10.1000/a'], access);
    expect(JSON.parse(request.body ?? '')).toEqual({ ids: ['ARXIV:2101.00001', 'DOI:10.1000/a'] });
    expect(request.secrets).toEqual({ headers: { 'x-api-key': 'secret' } });
    expect(JSON.stringify({ ...request, secrets: undefined })).not.toContain('secret');
    expect(semanticScholar.idOf({ arxiv: '2101.00001', doi: '10.1000/a' })).toBe('ARXIV:2101.00001');
  });

  it('matches by position, knows null, and records what is published as what', () => {
    const ids = ['ARXIV:2101.00001', 'DOI:10.1000/none', 'DOI:10.1000/b', 'ARXIV:2101.00009'];
    const found = decode(
      semanticScholar,
      [
        paper({ externalIds: { ArXiv: '2101.00001', DOI: '10.1000/A' }, venue: 'ICML', year: 2022 }),
        null,
        paper({ externalIds: { ArXiv: '2102.00002', DOI: '10.1000/b' }, abstract: null }),
        paper({ externalIds: { ArXiv: '2101.00009', DOI: '10.48550/arXiv.2101.00009' }, venue: 'arXiv.org' }),
      ],
      ids,
    );
    expect(found.get('ARXIV:2101.00001')).toMatchObject({
      doi: '10.1000/a',
      published: 'doi:10.1000/a',
      venue: 'ICML',
    });
    expect(found.has('DOI:10.1000/none')).toBe(false);
    expect(found.get('DOI:10.1000/b')).toMatchObject({ preprint: 'arxiv:2102.00002' });
    expect(found.get('ARXIV:2101.00009')).toEqual({
      ids: { arxiv: '2101.00009' },
      title: 'T',
      authors: ['A. One'],
      type: 'article',
    });
  });

  it('believes no answer that is about another paper, nor one of another length', () => {
    const swapped = decode(
      semanticScholar,
      [paper({ externalIds: { ArXiv: '2101.00002' } })],
      ['ARXIV:2101.00001'],
    );
    expect(swapped.size).toBe(0);
    const short = semanticScholar.decode({ status: 200, body: '[]' }, ['ARXIV:2101.00001']);
    expect(!short.ok && short.error).toMatch('0 answers to 1 questions');
  });

  it('takes its refusal of a batch of unknown papers for what it is, and no other', () => {
    const refusal = { error: 'No valid paper ids given' };
    expect(decode(semanticScholar, refusal, ['DOI:10.1000/a'], 400).size).toBe(0);
    const other = semanticScholar.decode({ status: 400, body: '{"error":"Bad fields"}' }, ['DOI:10.1000/a']);
    expect(other).toEqual({ ok: false, error: 'Bad fields' });
  });
});

describe('Hugging Face and doi.org', () => {
  it('read a paper and a CSL item', () => {
    const found = decode(
      huggingFace,
      {
        id: '2101.00001',
        title: 'A\ntitle',
        summary: 'S',
        authors: [{ name: 'A' }],
        publishedAt: '2021-01-04T00:00:00Z',
      },
      ['2101.00001'],
    );
    expect(found.get('2101.00001')).toEqual({
      ids: { arxiv: '2101.00001' },
      title: 'A title',
      authors: ['A'],
      year: 2021,
      abstract: 'S',
    });
    const item = { DOI: '10.5555/X', type: 'thesis', title: 'T', author: [{ literal: 'L' }], publisher: 'P' };
    expect(decode(doiNegotiation, item, ['10.5555/x']).get('10.5555/x')).toEqual({
      ids: {},
      type: 'thesis',
      title: 'T',
      authors: ['L'],
      publisher: 'P',
    });
    expect(doiNegotiation.idOf({ arxiv: '2101.00001' })).toBe('10.48550/arxiv.2101.00001');
  });
});
