import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PaperRecord } from '../../src/papers/paper';
import type { ServiceId } from '../../src/papers/services';
import * as faults from '../fixtures/services/faults';
import { ServiceGroup } from '../fixtures/services/group';

const arxivLink = 'https://arxiv.org/abs/2101.00001';
const chapterLink = 'https://link.springer.com/chapter/10.1007/BFb0000001';
const natureLink = 'https://www.nature.com/articles/s41586-020-00001-1';
const personalLink = 'https://people.example.edu/~someone/paper.html';

const served = {
  arxiv: [
    { id: '2101.00001', title: 'Größe of Meshes', authors: ['Ada Öne'], summary: 'On arXiv.' },
    { id: '2101.00002', title: 'Published Meshes', summary: 'Also published.', doi: '10.1000/PUB' },
    { id: '2101.00004', title: 'Known to arXiv alone' },
    { id: '2101.00003', title: 'A Preprint', summary: 'Of a chapter.', categories: ['cs.CG'] },
  ],
  crossref: [
    {
      doi: '10.1007/bfb0000001',
      title: 'A <i>Größe</i> Chapter',
      authors: ['Ed Öne'],
      year: 1981,
      venue: 'Old Meshes',
    },
    {
      doi: '10.1000/pub',
      title: 'Published meshes!',
      year: 2022,
      venue: 'Journal of Meshes',
      abstract: 'Other words.',
    },
    {
      doi: '10.1038/s41586-020-00001-1',
      title: 'Nature of Meshes',
      year: 2020,
      venue: 'Nature',
      abstract: 'Natural.',
    },
  ],
  openalex: [
    { doi: '10.1007/bfb0000001', title: 'Chapter', abstract: 'An abstract from OpenAlex.', year: 1900 },
  ],
  'semantic-scholar': [
    {
      arxiv: '2101.00001',
      title: 'Meshes by S2',
      abstract: 'S2 says.',
      doi: '10.1000/s2',
      venue: 'ICML',
      year: 2021,
    },
    { doi: '10.1007/bfb0000001', title: 'Chapter by S2', arxiv: '2101.00003' },
  ],
  'hugging-face': [{ arxiv: '2101.00001', title: 'Meshes by HF', abstract: 'HF says.' }],
  doi: [
    { arxiv: '2101.00001', title: 'Meshes by DataCite', year: 2021 },
    { doi: '10.5281/zenodo.1', title: 'A data set', year: 2023 },
  ],
};

describe('fetching from several services', () => {
  let group: ServiceGroup;
  beforeEach(async () => {
    group = new ServiceGroup(served);
    await group.start();
  });
  afterEach(() => group.stop());

  const record = (key: string): PaperRecord => {
    const found = group.store.records.get(key);
    if (!found) throw new Error(`no record of ${key}`);
    return found;
  };
  const from = (
    key: string,
    name: 'title' | 'abstract' | 'year' | 'venue' | 'categories' | 'published' | 'preprint',
  ) => {
    const field = record(key)[name];
    return field && [field.value, field.source];
  };
  const only = (...services: readonly ServiceId[]): void =>
    void (group.access = { ...group.access, services });
  const chapter = 'doi:10.1007/bfb0000001';
  const paper = 'arxiv:2101.00001';

  it('asks each paper’s own service first, and others for what is missing alone', async () => {
    const report = await group.fetch([chapterLink, natureLink, personalLink]);
    expect(report).toMatchObject({ fetched: [chapter, 'doi:10.1038/s41586-020-00001-1'], error: undefined });
    expect(report.unidentified).toEqual(['url:people.example.edu/~someone/paper.html']);
    expect(from(chapter, 'title')).toEqual(['A Größe Chapter', 'crossref']);
    expect(from(chapter, 'year')).toEqual([1981, 'crossref']);
    expect(from(chapter, 'venue')).toEqual(['Old Meshes', 'crossref']);
    expect(from(chapter, 'abstract')).toEqual(['An abstract from OpenAlex.', 'openalex']);
    // Nature's was whole after Crossref.
    expect(group.asked()).toEqual({ crossref: 2, openalex: 1 });
    expect(group.servers.openalex.requests[0]?.url.searchParams.get('filter')).toBe('doi:10.1007/bfb0000001');
    expect(report.services).toMatchObject([
      { service: 'crossref', asked: 2, found: 2, failed: 0 },
      { service: 'openalex', asked: 1, found: 1, failed: 0 },
    ]);
  });

  it('records which preprint was published as what, by whoever says so', async () => {
    only('arxiv', 'crossref', 'semantic-scholar');
    await group.fetch([arxivLink, 'https://arxiv.org/abs/2101.00002', chapterLink]);
    expect(from(paper, 'published')).toEqual(['doi:10.1000/s2', 'semantic-scholar']);
    expect(record(paper).ids).toEqual({ arxiv: '2101.00001', doi: '10.1000/s2' });
    expect(from('arxiv:2101.00002', 'published')).toEqual(['doi:10.1000/pub', 'arxiv']);
    // arXiv's title stays, the venue is Crossref's.
    expect(from('arxiv:2101.00002', 'title')).toEqual(['Published Meshes', 'arxiv']);
    expect(from('arxiv:2101.00002', 'abstract')).toEqual(['Also published.', 'arxiv']);
    expect(from('arxiv:2101.00002', 'venue')).toEqual(['Journal of Meshes', 'crossref']);
    // The published paper keeps its publisher's words and takes from its preprint what it lacks.
    expect(from(chapter, 'preprint')).toEqual(['arxiv:2101.00003', 'semantic-scholar']);
    expect(from(chapter, 'title')).toEqual(['A Größe Chapter', 'crossref']);
    expect(from(chapter, 'abstract')).toEqual(['Of a chapter.', 'arxiv']);
    expect(from(chapter, 'categories')).toEqual([['cs.CG'], 'arxiv']);
  });

  it('keeps what was found under the paper’s other key when the two are joined', async () => {
    await group.fetch([chapterLink]);
    await group.fetch([chapterLink]);
    const joined = await group.fetch([chapterLink], { force: true });
    expect(joined.error).toBeUndefined();
    for (const { venue } of [record(chapter), group.store.records.get('arxiv:2101.00003')].flatMap(
      (each) => each ?? [],
    ))
      expect(venue?.value).toBe('Old Meshes');
  });

  it.each([
    ['403', faults.status(403, 'Forbidden')],
    ['429', faults.limited()],
    ['a wait of an hour', faults.limited('3600')],
    ['503', faults.limited(undefined, 503)],
    ['a dropped connection', faults.dropped],
  ])(
    'falls back from arXiv when it answers with %s, and lets it have its word later',
    async (_name, fault) => {
      group.servers.arxiv.always(fault);
      const report = await group.fetch([arxivLink, 'https://arxiv.org/abs/2101.00004']);
      expect(from(paper, 'title')).toEqual(['Meshes by S2', 'semantic-scholar']);
      expect(report.fetched).toEqual([paper]);
      expect(report.missed).toEqual(['arxiv:2101.00004']);
      expect(report.services.find(({ service }) => service === 'arxiv')).toMatchObject({
        asked: 2,
        found: 0,
        failed: 2,
      });
      expect(report.error?.message).toMatch(/arXiv|127\.0\.0\.1/);
      // Nobody waits long for what another may have.
      expect(Math.max(0, ...group.clock.sleeps)).toBeLessThanOrEqual(30_000);
      group.servers.arxiv.always(undefined);
      const later = await group.fetch([arxivLink, 'https://arxiv.org/abs/2101.00004']);
      expect(later).toMatchObject({ fetched: [paper, 'arxiv:2101.00004'], missed: [], error: undefined });
      expect(from(paper, 'title')).toEqual(['Größe of Meshes', 'arxiv']);
      expect(from(paper, 'venue')).toEqual(['ICML', 'semantic-scholar']);
    },
  );

  it('goes down the whole list: Hugging Face, then the resolver', async () => {
    for (const service of ['arxiv', 'semantic-scholar'] as const)
      group.servers[service].always(faults.dropped);
    await group.fetch([arxivLink]);
    expect(from(paper, 'title')).toEqual(['Meshes by HF', 'hugging-face']);
    only('arxiv', 'doi');
    group.store.records.clear();
    await group.fetch([arxivLink, 'https://doi.org/10.5281/zenodo.1']);
    expect(from(paper, 'title')).toEqual(['Meshes by DataCite', 'doi']);
    expect(from('doi:10.5281/zenodo.1', 'title')).toEqual(['A data set', 'doi']);
  });

  it('asks nobody else about what arXiv does not know', async () => {
    const report = await group.fetch(['https://arxiv.org/abs/2101.09999']);
    expect(report).toMatchObject({ unknown: ['arxiv:2101.09999'], missed: [] });
    expect(Object.keys(group.asked())).toEqual(['arxiv']);
    expect((await group.fetch(['https://arxiv.org/abs/2101.09999'])).fresh).toHaveLength(1);
    expect(group.asked()).toEqual({ arxiv: 2 });
  });

  it('knows a DOI that nobody knows, after asking all who could', async () => {
    const report = await group.fetch(['https://doi.org/10.1000/nowhere']);
    expect(report.unknown).toEqual(['doi:10.1000/nowhere']);
    expect(group.asked()).toEqual({ crossref: 1, openalex: 1, 'semantic-scholar': 1, doi: 1 });
  });

  it('asks each service once a day, unless forced', async () => {
    await group.fetch([arxivLink, chapterLink]);
    group.forget();
    expect((await group.fetch([arxivLink, chapterLink])).fresh).toEqual([paper, chapter]);
    expect(group.asked()).toEqual({});
    group.clock.advance(25 * 3_600_000);
    await group.fetch([chapterLink]);
    expect(Object.keys(group.asked())).toContain('crossref');
    group.forget();
    await group.fetch([arxivLink, chapterLink], { force: true });
    expect(Object.keys(group.asked())).toEqual(expect.arrayContaining(['arxiv', 'crossref', 'openalex']));
  });

  it('loses nothing when a service later says less', async () => {
    await group.fetch([natureLink]);
    group.clock.advance(1_000);
    group.servers.crossref.plan((response) =>
      response.end(JSON.stringify({ message: { DOI: '10.1038/s41586-020-00001-1', title: ['New title'] } })),
    );
    await group.fetch([natureLink], { force: true });
    const key = 'doi:10.1038/s41586-020-00001-1';
    expect(from(key, 'title')).toEqual(['New title', 'crossref']);
    expect(from(key, 'abstract')).toEqual(['Natural.', 'crossref']);
    expect(from(key, 'venue')).toEqual(['Nature', 'crossref']);
  });

  it('asks in the order of the setting, and only who is in it', async () => {
    only('openalex', 'crossref');
    await group.fetch([chapterLink, arxivLink]);
    expect(from(chapter, 'venue')).toEqual(['Old Meshes', 'crossref']);
    expect(from(chapter, 'title')).toEqual(['A Größe Chapter', 'crossref']);
    expect(group.servers.arxiv.requests).toEqual([]);
    expect(group.store.records.has(paper)).toBe(false);
  });

  it('sends keys to their own service alone, and writes them nowhere', async () => {
    const lines: string[] = [];
    const logger = {
      info: (line: string) => lines.push(line),
      warn: (line: string) => lines.push(line),
      error: () => 0,
    };
    group.access = {
      ...group.access,
      contact: 'me@example.org',
      keys: { openalex: 'open-secret', 'semantic-scholar': 's2-secret' },
    };
    group.servers.openalex.plan(faults.redirectTo(group.access.baseUrls.crossref ?? ''));
    await group.fetch([arxivLink, chapterLink], { logger });
    expect(group.servers['semantic-scholar'].requests[0]?.headers['x-api-key']).toBe('s2-secret');
    expect(group.servers.openalex.requests[0]?.url.searchParams.get('api_key')).toBe('open-secret');
    for (const service of ['arxiv', 'crossref', 'hugging-face', 'doi'] as const) {
      const seen = JSON.stringify(
        group.servers[service].requests.map(({ url, headers }) => [url.href, headers]),
      );
      expect(seen, service).not.toMatch(/secret/);
    }
    expect(lines.join('\n') + JSON.stringify([...group.store.records])).not.toMatch(/secret/);
    expect(group.servers.crossref.requests[0]?.url.searchParams.get('mailto')).toBe('me@example.org');
  });

  describe.each(Object.entries(faults.fatalFaults))('with %s', (_name, fault) => {
    it('from the paper’s own service, says so, loses nothing and takes what others have', async () => {
      await group.fetch([natureLink]);
      const before = structuredClone(record('doi:10.1038/s41586-020-00001-1'));
      group.servers.crossref.always(fault);
      const report = await group.fetch([natureLink, chapterLink], { force: true, timeoutMs: 300 });
      const crossref = report.services.find(({ service }) => service === 'crossref');
      expect(crossref).toMatchObject({ asked: 2, found: 0, failed: 2 });
      expect(crossref?.error?.code).toMatch(/^network\./);
      expect(crossref?.error?.remedy).not.toBe('');
      expect(report.cancelled).toBe(false);
      expect(report.missed).toEqual(['doi:10.1038/s41586-020-00001-1']);
      expect(report.fetched).toEqual([chapter]);
      expect(record('doi:10.1038/s41586-020-00001-1').title).toEqual(before.title);
      expect(record('doi:10.1038/s41586-020-00001-1').abstract).toEqual(before.abstract);
      expect(from(chapter, 'title')).toEqual(['Chapter', 'openalex']);
    });

    it('from every service, says so of each, and recovers', async () => {
      for (const server of Object.values(group.servers)) server.always(fault);
      const report = await group.fetch([arxivLink, chapterLink], { timeoutMs: 200 });
      expect(report).toMatchObject({ fetched: [], missed: [paper, chapter], cancelled: false });
      expect(report.error?.code).toMatch(/^network\./);
      expect(report.services.map(({ service }) => service)).toEqual([
        'arxiv',
        'crossref',
        'openalex',
        'semantic-scholar',
        'hugging-face',
        'doi',
      ]);
      for (const { error, failed } of report.services)
        expect([error?.code.split('.')[0], failed > 0]).toEqual(['network', true]);
      for (const server of Object.values(group.servers)) server.always(undefined);
      const later = await group.fetch([arxivLink, chapterLink]);
      expect(later).toMatchObject({ fetched: [paper, chapter], error: undefined });
    });

    it('is cancelled, long before its time is out', async () => {
      for (const server of Object.values(group.servers)) server.always(fault);
      const controller = new AbortController();
      const fetching = group.fetch([arxivLink, chapterLink], {
        signal: controller.signal,
        timeoutMs: 30_000,
      });
      setTimeout(() => controller.abort(), 60);
      const report = await fetching;
      // Faults that answer at once may have ended the fetch before it was cancelled.
      if (!report.cancelled) expect(report.error?.code).toMatch(/^network\./);
      expect(report.missed).toEqual([paper, chapter]);
    });
  });

  it.each(Object.entries(faults.readableFaults))('reads every service through %s', async (_name, fault) => {
    for (const server of Object.values(group.servers)) server.always(fault);
    const report = await group.fetch([arxivLink, chapterLink]);
    expect(report).toMatchObject({ fetched: [paper, chapter], error: undefined });
    expect(report.services.filter(({ error }) => error)).toEqual([]);
    expect(from(paper, 'title')).toEqual(['Größe of Meshes', 'arxiv']);
    expect(from(chapter, 'title')).toEqual(['A Größe Chapter', 'crossref']);
  });

  it('gives up on a service that cannot be read, not on one paper of it', async () => {
    only('crossref');
    const links = Array.from({ length: 12 }, (_, n) => `https://doi.org/10.1000/n${n}`);
    group.servers.crossref.plan(faults.webPage, faults.webPage);
    const some = await group.fetch([...links, chapterLink]);
    expect(some.fetched).toEqual([chapter]);
    expect(some.missed).toHaveLength(2);
    expect(some.unknown).toHaveLength(10);
    group.forget();
    group.servers.crossref.always(faults.webPage);
    const none = await group.fetch([...links, chapterLink], { force: true });
    expect(none.missed).toHaveLength(13);
    expect(group.servers.crossref.requests).toHaveLength(3);
  });

  it('does not wait for what is only nice to know', async () => {
    group.servers['semantic-scholar'].always(faults.limited('120'));
    const report = await group.fetch([arxivLink]);
    expect(report).toMatchObject({ fetched: [paper], missed: [], error: undefined });
    expect(report.services.at(-1)).toMatchObject({ service: 'semantic-scholar', failed: 1 });
    expect(group.clock.sleeps).toEqual([]);
  });
});
