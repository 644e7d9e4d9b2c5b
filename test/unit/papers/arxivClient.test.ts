import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../src/base/errors';
import { openAccess } from '../../../src/papers/services';
import { arxivRequestUrl, decodeArxivAnswer, type ArxivPaper } from '../../../src/papers/clients/arxiv';

const base = 'https://export.arxiv.org/api/query';
const at = (arxiv: string) => ({ ...openAccess, baseUrls: { arxiv } });

function feed(...entries: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
<title type="html">arXiv Query</title><opensearch:totalResults>${entries.length}</opensearch:totalResults>${entries.join('')}</feed>`;
}

function papersOf(body: string): readonly ArxivPaper[] {
  const answer = decodeArxivAnswer(body);
  if (!answer.ok || answer.value.kind !== 'papers') throw new Error(JSON.stringify(answer));
  return answer.value.papers;
}

describe('arxivRequestUrl', () => {
  it('sends all ids and as many results as ids', () => {
    const url = new URL(arxivRequestUrl(openAccess, ['2107.05802', 'physics/0004057']));
    expect(url.origin + url.pathname).toBe(base);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      id_list: '2107.05802,physics/0004057',
      start: '0',
      max_results: '2',
    });
  });

  it('completes a base URL that is a host alone', () => {
    const { pathname } = new URL(arxivRequestUrl(at('http://127.0.0.1:8080'), ['2107.05802']));
    expect(pathname).toBe('/api/query');
  });

  it('refuses a base URL that is none, naming the setting', () => {
    for (const wrong of ['export.arxiv.org', 'file:///etc/passwd', 'https:']) {
      const ask = () => arxivRequestUrl(at(wrong), ['2107.05802']);
      expect(ask).toThrow(CodedError);
      expect(ask).toThrow(`"${wrong}" is not an http or https address`);
    }
  });
});

describe('decodeArxivAnswer', () => {
  it('reads a single entry with all its fields', () => {
    const [paper] = papersOf(
      feed(`<entry><id>http://arxiv.org/abs/hep-th/9711200v3</id>
        <title>Large
          N &amp; &#955; &lt; 1</title>
        <updated>1998-01-22T00:00:00Z</updated><published>1997-11-27T23:53:13Z</published>
        <summary>  First line
wrapped here.
  A second paragraph.</summary>
        <category term="gr-qc" scheme="x"/><category term="hep-th" scheme="x"/>
        <arxiv:primary_category term="hep-th"/>
        <arxiv:comment>20 pages</arxiv:comment><arxiv:journal_ref>J. 2 (1998)</arxiv:journal_ref>
        <arxiv:doi>10.1023/A:1026654312961</arxiv:doi>
        <link href="http://dx.doi.org/10.1023/A:1026654312961" rel="related" title="doi"/>
        <author><name>Juan  Somebody</name><arxiv:affiliation>Somewhere</arxiv:affiliation></author></entry>`),
    );
    expect(paper).toEqual({
      id: 'hep-th/9711200',
      version: 3,
      title: 'Large N & λ < 1',
      authors: ['Juan Somebody'],
      year: 1997,
      updated: '1998-01-22T00:00:00Z',
      categories: ['hep-th', 'gr-qc'],
      abstract: 'First line wrapped here.\n\nA second paragraph.',
      comment: '20 pages',
      journalReference: 'J. 2 (1998)',
      doi: '10.1023/a:1026654312961',
    });
  });

  it('keeps a title that looks like a number, and does without optional fields', () => {
    const [paper] = papersOf(
      feed('<entry><id>http://arxiv.org/abs/2107.05802</id><title>1e3</title></entry>'),
    );
    expect(paper).toMatchObject({ id: '2107.05802', version: undefined, title: '1e3', authors: [] });
  });

  it('reads a feed without entries', () => {
    expect(papersOf(feed())).toEqual([]);
  });

  it('leaves out entries that name no paper', () => {
    expect(papersOf(feed('<entry><id>http://example.org/1</id><title>x</title></entry>'))).toEqual([]);
  });

  it("knows the service's own errors", () => {
    const body = feed(
      '<entry><id>https://arxiv.org/api/errors#x</id><title>Error</title><summary>incorrect id</summary></entry>',
    );
    expect(decodeArxivAnswer(body)).toEqual({ ok: true, value: { kind: 'error', message: 'incorrect id' } });
  });

  it.each([
    ['a torn feed', feed().slice(0, -20), /XML/],
    ['a sign-in page', '<!doctype html><html><body><p>Sign in<br></body></html>', /XML/],
    ['another document', '<rss version="2.0"/>', /Atom/],
    ['plain text', 'Rate exceeded.', /XML/],
    ['nothing', '', /XML/],
  ])('says what is wrong with %s', (_name, body, message) => {
    const answer = decodeArxivAnswer(body);
    expect(answer.ok).toBe(false);
    if (!answer.ok) expect(answer.error).toMatch(message);
  });
});

const recorded = new URL('../../../../shared/recorded/arxiv/', import.meta.url);
describe.skipIf(!existsSync(recorded))(
  'recorded answers (only where the shared recordings are at hand)',
  () => {
    const answers = existsSync(recorded)
      ? readdirSync(recorded).map((name) => ({
          name,
          body: (JSON.parse(readFileSync(new URL(name, recorded), 'utf8')) as { body: string }).body,
        }))
      : [];
    const of = (part: string): string => answers.find(({ name }) => name.startsWith(part))?.body ?? '';

    it('decodes each', () => {
      for (const { name, body } of answers) expect(decodeArxivAnswer(body).ok, name).toBe(true);
    });

    it('finds nothing for an unknown id, and an error for a wrong one', () => {
      expect(papersOf(of('id_0000.0000'))).toEqual([]);
      expect(decodeArxivAnswer(of('id_abc'))).toMatchObject({
        value: { kind: 'error', message: 'incorrect id format for abc' },
      });
    });

    it('reads every author', () => {
      const [paper] = papersOf(of('id_1707.08567'));
      expect(paper).toMatchObject({ id: '1707.08567', version: 1, year: 2017, categories: ['cs.IT'] });
      expect(paper?.authors).toHaveLength(34);
      expect(paper?.authors[0]).toBe('Kees A. Schouhamer Immink');
    });

    it('reads an old-style id, and ten of many', () => {
      expect(papersOf(of('id_quant-ph'))[0]).toMatchObject({
        id: 'quant-ph/0201082',
        year: 2002,
        categories: ['quant-ph', 'cs.PL'],
      });
      const search = decodeArxivAnswer(of('q_testing'));
      expect(search).toMatchObject({ value: { kind: 'papers', total: 214881 } });
      expect(papersOf(of('q_testing'))).toHaveLength(10);
    });
  },
);
