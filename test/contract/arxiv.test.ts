import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NodeHttp } from '../../src/adapters/http';
import { silentLogger } from '../../src/base/logger';
import { fetchMetadata, type FetchOptions, type FetchProgress } from '../../src/papers/fetchMetadata';
import { foldLibrary } from '../../src/papers/library';
import { ArxivServer, errorFeed, type ServedPaper } from '../fixtures/arxivServer';
import { MemoryPaperStore, place, SleepingClock } from '../fixtures/papers';

const id = (n: number): string => `2101.${String(n).padStart(5, '0')}`;
const served: readonly ServedPaper[] = [
  ...Array.from({ length: 250 }, (_, n) => ({ id: id(n + 1), title: `Paper ${n + 1}` })),
  {
    id: 'physics/0004057',
    version: 4,
    title: 'An old one',
    authors: ['A. Öne', '둘째 저자'],
    published: '2000-04-24T00:00:00Z',
    categories: ['physics.data-an', 'cs.LG'],
    doi: '10.1000/OLD',
  },
];

describe('fetching metadata from the arXiv API', () => {
  let server: ArxivServer;
  let baseUrl: string;
  let store: MemoryPaperStore;
  let clock: SleepingClock;

  beforeEach(async () => {
    server = new ArxivServer(served);
    baseUrl = await server.start();
    store = new MemoryPaperStore();
    clock = new SleepingClock();
  });
  afterEach(() => server.stop());

  const run = (ids: readonly string[], options: Partial<FetchOptions> = {}, timeoutMs = 5_000) => {
    const http = new NodeHttp({ userAgent: 'Marginalia/0.0.0', timeoutMs });
    const papers = foldLibrary(
      ids.map((each) => place(/^https?:/.test(each) ? each : `https://arxiv.org/abs/${each}`)),
      store.records,
    );
    const access = { services: ['arxiv' as const], baseUrls: { arxiv: baseUrl }, keys: {} };
    return fetchMetadata(papers, { http, store, clock, logger: silentLogger }, { access, ...options });
  };
  const title = (key: string): string | undefined => store.records.get(key)?.title?.value;

  it('asks once for all papers, with max_results, and matches by id', async () => {
    const ids = Array.from({ length: 40 }, (_, n) => id(n + 1));
    const report = await run([...ids, 'https://example.org/x']);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.url.searchParams.get('max_results')).toBe('40');
    expect(server.requests[0]?.headers['user-agent']).toBe('Marginalia/0.0.0');
    expect(report).toMatchObject({ unknown: [], missed: [], cancelled: false, error: undefined });
    expect(report.fetched).toHaveLength(40);
    expect(report.unidentified).toEqual(['url:example.org/x']);
    for (let n = 1; n <= 40; n++) expect(title(`arxiv:${id(n)}`)).toBe(`Paper ${n}`);
  });

  it('keeps every field with its source and time', async () => {
    await run(['physics/0004057v2']);
    const from = { source: 'arxiv', fetchedAt: '2026-05-01T12:00:00.000Z' };
    expect(store.records.get('arxiv:physics/0004057')).toMatchObject({
      state: 'found',
      ids: { arxiv: 'physics/0004057', doi: '10.1000/old' },
      authors: { value: ['A. Öne', '둘째 저자'], ...from },
      year: { value: 2000, ...from },
      version: { value: 4, ...from },
      categories: { value: ['physics.data-an', 'cs.LG'], ...from },
      doi: { value: '10.1000/old', ...from },
    });
  });

  it('asks for a hundred at a time and reports progress', async () => {
    const seen: FetchProgress[] = [];
    const ids = Array.from({ length: 230 }, (_, n) => id(n + 1));
    const report = await run(ids, { onProgress: (progress) => seen.push(progress) });
    expect(server.requests.map((request) => request.ids.length)).toEqual([100, 100, 30]);
    expect(report.fetched).toHaveLength(230);
    expect(seen[0]).toEqual({ done: 0, total: 230 });
    expect(seen.at(-1)).toEqual({ done: 230, total: 230 });
  });

  it('records what arXiv does not know, and does not ask for it again that day', async () => {
    const report = await run([id(1), '2101.09999']);
    expect(report).toMatchObject({ fetched: [`arxiv:${id(1)}`], unknown: ['arxiv:2101.09999'] });
    expect(store.records.get('arxiv:2101.09999')?.state).toBe('unknown');
    const again = await run([id(1), '2101.09999']);
    expect(again.fresh).toHaveLength(2);
    expect(server.requests).toHaveLength(1);
  });

  it('asks again after a day, or when forced', async () => {
    await run([id(1)]);
    clock.advance(23 * 3_600_000);
    await run([id(1)]);
    expect(server.requests).toHaveLength(1);
    await run([id(1)], { force: true });
    expect(server.requests).toHaveLength(2);
    clock.advance(25 * 3_600_000);
    await run([id(1)]);
    expect(server.requests).toHaveLength(3);
  });

  it('asks once more after an empty answer, and once only', async () => {
    server.plan({ special: 'empty' });
    expect(await run([id(1)])).toMatchObject({ fetched: [`arxiv:${id(1)}`], unknown: [] });
    expect(server.requests).toHaveLength(2);
    expect(await run(['2101.09999'])).toMatchObject({ unknown: ['arxiv:2101.09999'] });
    expect(server.requests).toHaveLength(4);
  });

  it('does not forget what was known when an answer leaves it out', async () => {
    await run([id(1)]);
    server.plan({ special: 'empty' }, { special: 'empty' });
    expect(await run([id(1)], { force: true })).toMatchObject({ unknown: [`arxiv:${id(1)}`] });
    expect(title(`arxiv:${id(1)}`)).toBe('Paper 1');
  });

  it.each([400, 200])('drops the id that arXiv refuses with %i and asks for the others', async (status) => {
    server.plan({ status, body: errorFeed(`incorrect id format for ${id(2)}`) });
    const report = await run([id(1), id(2), id(3)]);
    expect(report).toMatchObject({
      fetched: [`arxiv:${id(3)}`, `arxiv:${id(1)}`].sort(),
      unknown: [`arxiv:${id(2)}`],
      error: undefined,
    });
    expect(server.requests).toHaveLength(2);
  });

  it('halves a batch whose refused id is not named', async () => {
    const nameless = { status: 400, body: errorFeed('incorrect id format') };
    server.plan(nameless, {}, nameless);
    const report = await run([id(1), id(2), id(3)]);
    expect(report.fetched).toEqual([`arxiv:${id(1)}`, `arxiv:${id(2)}`]);
    expect(report.unknown).toEqual([`arxiv:${id(3)}`]);
  });

  it('gives up on any other refusal, with the reason', async () => {
    server.plan({ status: 400, body: errorFeed('max_results must be non-negative') });
    const { error, missed } = await run([id(1)]);
    expect(error).toMatchObject({ code: 'network.response' });
    expect(error?.message).toContain('max_results must be non-negative');
    expect(missed).toEqual([`arxiv:${id(1)}`]);
  });

  it('waits as long as a 429 asks for, and says so', async () => {
    const waits: unknown[] = [];
    server.plan({ status: 429, headers: { 'retry-after': '7' }, body: 'Rate exceeded.' });
    const report = await run([id(1)], { onProgress: ({ waiting }) => waiting && waits.push(waiting) });
    expect(report.fetched).toHaveLength(1);
    expect(clock.sleeps).toEqual([7_000]);
    expect(waits).toEqual([{ ms: 7_000, reason: 'rate-limited', service: 'arxiv' }]);
  });

  it('reads a date in Retry-After', async () => {
    const date = new Date(clock.now() + 45_000).toUTCString();
    server.plan({ status: 503, headers: { 'retry-after': date }, body: '' });
    expect((await run([id(1)])).fetched).toHaveLength(1);
    expect(clock.sleeps).toEqual([45_000]);
  });

  it('backs off from 30 s where no wait is named, then gives up', async () => {
    const busy = { status: 429, body: 'Rate exceeded.' };
    server.plan(busy, { status: 503, body: '' }, busy, busy);
    const { error } = await run([id(1)]);
    expect(clock.sleeps).toEqual([30_000, 60_000, 120_000]);
    expect(error).toMatchObject({ code: 'network.rate-limited' });
    expect(server.requests).toHaveLength(4);
  });

  it('does not wait for an hour', async () => {
    server.plan({ status: 429, headers: { 'retry-after': '3600' }, body: '' });
    const { error } = await run([id(1)]);
    expect(error).toMatchObject({ code: 'network.rate-limited', remedy: 'It asks to wait 60 minutes.' });
    expect(clock.sleeps).toEqual([]);
  });

  it('stops at once when blocked, and keeps what came before', async () => {
    server.plan({}, { status: 403, body: 'Forbidden' });
    const report = await run(Array.from({ length: 230 }, (_, n) => id(n + 1)));
    expect(report.error).toMatchObject({ code: 'network.blocked' });
    expect(server.requests).toHaveLength(2);
    expect(report.fetched).toHaveLength(100);
    expect(report.missed).toHaveLength(130);
    expect(store.records.size).toBe(100);
  });

  it.each([
    ['invalid XML', { body: '<feed><entry></feed>' }],
    ['a page instead of a feed', { body: '<html><body>Sign in</body></html>' }],
    ['an address that is not there', { status: 404, body: 'Not found' }],
  ])('says what is wrong with %s', async (_name, answer) => {
    server.plan(answer);
    const { error } = await run([id(1)]);
    expect(error).toMatchObject({ code: 'network.response' });
    expect(error?.remedy).not.toBe('');
  });

  it('tells a refused, a dropped and a silent connection', async () => {
    server.plan({ special: 'close' });
    expect((await run([id(1)])).error).toMatchObject({ code: 'network.unreachable' });
    server.plan({ delayMs: 2_000 });
    const slow = await run([id(1)], {}, 150);
    expect(slow.error).toMatchObject({ code: 'network.unreachable' });
    expect(slow.error?.message).toContain('no answer in 0.15 s');
    await server.stop();
    const refused = await run([id(1)]);
    expect(refused.error?.message).toContain('refused');
    expect(refused.missed).toEqual([`arxiv:${id(1)}`]);
  });

  it('asks for the rest where the service cuts a list short', async () => {
    const ids = Array.from({ length: 25 }, (_, n) => id(n + 1));
    const short = await fetch(`${baseUrl}?id_list=${ids.join(',')}`).then((response) => response.text());
    server.plan({ body: short });
    const report = await run(ids);
    expect(report.fetched).toHaveLength(25);
    expect(report.unknown).toEqual([]);
    expect(server.requests.at(-1)?.ids).toHaveLength(15);
  });

  it('cancels during a request and during a wait, as no error', async () => {
    const during = new AbortController();
    server.plan({ delayMs: 5_000 });
    const asked = run([id(1)], { signal: during.signal });
    setTimeout(() => during.abort(), 50);
    expect(await asked).toMatchObject({ cancelled: true, error: undefined, missed: [`arxiv:${id(1)}`] });

    const waiting = new AbortController();
    server.plan({ status: 503, body: '' });
    const end = await run([id(1)], {
      signal: waiting.signal,
      onProgress: (progress) => progress.waiting && waiting.abort(),
    });
    expect(end).toMatchObject({ cancelled: true, error: undefined });
  });

  it('does not follow a redirect away from http, nor for ever, nor read without end', async () => {
    server.plan({ status: 302, headers: { location: 'file:///etc/passwd' } });
    expect((await run([id(1)])).error).toMatchObject({ code: 'network.response' });
    server.plan(...Array.from({ length: 8 }, () => ({ status: 302, headers: { location: '/api/query' } })));
    expect((await run([id(1)])).error?.message).toContain('redirects without end');
    const small = new NodeHttp({ userAgent: 'x', maxBytes: 10 });
    await expect(small.send({ url: `${baseUrl}?id_list=${id(1)}` })).rejects.toMatchObject({
      code: 'network.response',
    });
  });
});
