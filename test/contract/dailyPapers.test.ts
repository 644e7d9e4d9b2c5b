import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NodeHttp } from '../../src/adapters/http';
import { CodedError } from '../../src/base/errors';
import { silentLogger } from '../../src/base/logger';
import { fetchDay } from '../../src/papers/daily/fetchDay';
import { readDailyPapers } from '../../src/papers/daily/readDailyPapers';
import { DailyServer, servedPaper } from '../fixtures/dailyServer';

const day = '2025-10-30';

describe('the papers of a day', () => {
  let server: DailyServer;
  let baseUrl: string;
  let slept: number[];

  beforeEach(async () => {
    server = new DailyServer({
      [day]: [servedPaper('2510.00001', 'The first'), servedPaper('2510.00002', 'The second')],
    });
    baseUrl = await server.start();
    slept = [];
  });
  afterEach(() => server.stop());

  const ports = () => ({
    http: new NodeHttp({ userAgent: 'test', timeoutMs: 2_000, maxBytes: 1_000_000 }),
    clock: {
      now: () => Date.parse('2026-11-21T00:00:00Z'),
      sleep: async (ms: number) => void slept.push(ms),
    },
    logger: silentLogger,
  });
  const fetch = (signal?: AbortSignal) => fetchDay(day, ports(), { baseUrl, ...(signal ? { signal } : {}) });
  const failure = async (): Promise<CodedError> => {
    const error: unknown = await fetch().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof CodedError) return error;
    throw new Error(`not a coded error: ${String(error)}`);
  };

  it('are asked for by their day, once, and read', async () => {
    const page = readDailyPapers(await fetch(), { today: '2026-11-21' });
    expect(page.entries.map(({ key, upvotes }) => [key, upvotes])).toEqual([
      ['arxiv:2510.00001', 7],
      ['arxiv:2510.00002', 7],
    ]);
    expect(server.requests.map((url) => url.pathname + url.search)).toEqual([
      '/api/daily_papers?date=2025-10-30&limit=100',
    ]);
  });

  it('are asked for again when the service says when', async () => {
    server.plan(
      { status: 429, headers: { 'retry-after': '7' }, body: '{"error":"Too many"}' },
      { status: 503 },
    );
    expect(readDailyPapers(await fetch(), { today: '2026-11-21' }).entries).toHaveLength(2);
    expect(slept).toEqual([7_000, 20_000]);
  });

  it.each([
    [
      'that is limited for long',
      { status: 429, headers: { 'retry-after': '3600' } },
      'network.rate-limited',
      /60 min/,
    ],
    ['that is blocked', { status: 403, body: 'no' }, 'network.blocked', /browser/],
    ['that does not exist', { status: 404, body: 'Not Found' }, 'network.response', /no page for 2025-10-30/],
    ['that is a web page', { body: '<!doctype html><title>Sign in</title>' }, 'network.response', /web page/],
    ['that is cut short', { body: '[{"paper":{"id":"25' }, 'network.response', /not JSON/],
    ['that is something else', { body: '{"papers":7}' }, 'network.response', /no list of papers/],
    ['that is empty', { body: '[]' }, 'network.response', /no papers for/],
    ['that is an error', { body: '{"error":"Rate limited"}' }, 'network.response', /Rate limited/],
    [
      'that leads in circles',
      { status: 302, headers: { location: '/api/daily_papers' } },
      undefined,
      undefined,
    ],
    ['that is huge', { body: `[${'1,'.repeat(800_000)}1]` }, 'network.response', /more than/],
  ] as const)('an answer %s ends in a clear error', async (_, plan, code, said) => {
    server.plan(plan, ...(code === undefined ? Array.from({ length: 6 }, () => plan) : []));
    const error = await failure();
    if (code !== undefined) expect(error.code).toBe(code);
    expect(`${error.message} ${error.remedy}`).toMatch(said ?? /redirects/);
  });

  it('are no longer waited for once cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(fetch(controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.requests).toEqual([]);
  });

  it('are not looked for where nobody answers', async () => {
    await server.stop();
    expect((await failure()).code).toBe('network.unreachable');
    await server.start();
  });
});
