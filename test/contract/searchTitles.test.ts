import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NodeHttp } from '../../src/adapters/http';
import { silentLogger } from '../../src/base/logger';
import { searchTitles } from '../../src/papers/searchTitles';
import type { ServiceAccess, ServiceId } from '../../src/papers/services';
import * as faults from '../fixtures/services/faults';
import { SleepingClock } from '../fixtures/papers';
import {
  arxivServer,
  crossrefServer,
  openAlexServer,
  semanticScholarServer,
  type ServedWork,
} from '../fixtures/services/servers';
import type { ServiceServer } from '../fixtures/services/serviceServer';

const title = 'Learning Meshes from Few Words';
const published: ServedWork = {
  doi: '10.1000/meshes',
  title,
  authors: ['Ada Öne', 'Bo Two'],
  year: 2021,
  venue: 'J. Meshes',
};
const otherPaper: ServedWork = { doi: '10.1000/other', title: 'Learning Words from Many Sounds', year: 2020 };
const offTopic: ServedWork = { doi: '10.1000/off', title: 'Meshes in Civil Engineering', year: 1980 };

describe('searchTitles', () => {
  let servers: Record<string, ServiceServer>;
  let access: ServiceAccess;
  let clock: SleepingClock;

  beforeEach(async () => {
    clock = new SleepingClock();
    servers = {
      arxiv: arxivServer([
        { id: '2101.00001', title, authors: ['Ada Öne', 'Bo Two'], published: '2020-12-30T00:00:00Z' },
      ]),
      crossref: crossrefServer([otherPaper, published, offTopic]),
      openalex: openAlexServer([published]),
      'semantic-scholar': semanticScholarServer([{ ...published, arxiv: '2101.00001' }]),
    };
    const services = Object.keys(servers) as ServiceId[];
    const urls = await Promise.all(Object.values(servers).map((server) => server.start()));
    access = {
      services,
      baseUrls: Object.fromEntries(services.map((service, at) => [service, urls[at]])),
      keys: {},
      contact: 'me@example.org',
    };
  });
  afterEach(() => Promise.all(Object.values(servers).map((server) => server.stop())));

  const search = (more: object = {}, options: { signal?: AbortSignal; timeoutMs?: number } = {}) =>
    searchTitles(
      { title, authors: ['Öne'], year: 2021, ...more },
      {
        http: new NodeHttp({ userAgent: 'Marginalia/0.0.0', timeoutMs: options.timeoutMs ?? 2_000 }),
        clock,
        logger: silentLogger,
        access,
        ...(options.signal ? { signal: options.signal } : {}),
      },
    );

  it('offers the paper once, with all its identifiers and services, before others', async () => {
    const { candidates, failed, asked } = await search();
    expect(failed).toEqual([]);
    expect(asked).toEqual(['arxiv', 'crossref', 'openalex', 'semantic-scholar']);
    expect(candidates[0]).toMatchObject({
      title,
      authors: ['Ada Öne', 'Bo Two'],
      year: 2021,
      ids: { doi: '10.1000/meshes', arxiv: '2101.00001' },
      source: 'crossref',
      score: 1,
      why: { title: 1, year: 'same', authors: 'agree' },
    });
    expect(candidates.slice(1).every(({ score }) => score < 0.8)).toBe(true);
    expect(candidates.map((each) => each.title)).not.toContain(offTopic.title);
  });

  it('keeps a preprint and a publication apart while nobody says that they are one', async () => {
    access = { ...access, services: ['arxiv', 'crossref'] };
    const { candidates } = await search();
    expect(candidates.slice(0, 2).map(({ ids }) => ids)).toEqual([
      { doi: '10.1000/meshes' },
      { arxiv: '2101.00001' },
    ]);
  });

  it('gives the same list every time, whoever answers first', async () => {
    const first = await search();
    servers['crossref']?.plan((response, answer) => void setTimeout(() => response.end(answer.body), 100));
    expect(await search()).toEqual(first);
  });

  it('asks each in its own words', async () => {
    await search({ title: 'Learning "Meshes": from $x$ Few-Words?' });
    expect(servers['arxiv']?.requests[0]?.url.searchParams.get('search_query')).toBe(
      'ti:"Learning Meshes from Few Words"',
    );
    const asked = servers['crossref']?.requests[0]?.url.searchParams;
    expect(asked?.get('query.bibliographic')).toBe('Learning Meshes from Few Words Öne 2021');
    expect(asked?.get('mailto')).toBe('me@example.org');
  });

  it('asks nobody who is not allowed, and nobody for nothing', async () => {
    access = { ...access, services: ['openalex'] };
    expect((await search()).asked).toEqual(['openalex']);
    expect(servers['crossref']?.requests).toEqual([]);
    expect((await search({ title: ' … ' })).asked).toEqual([]);
  });

  it.each(Object.entries(faults.fatalFaults))(
    'goes on without a service that fails: %s',
    async (_name, fault) => {
      servers['crossref']?.always(fault);
      const { candidates, failed } = await search({}, { timeoutMs: 300 });
      expect(failed.map(({ service }) => service)).toEqual(['crossref']);
      expect(failed[0]?.error.code).toMatch(/^network\./);
      expect(candidates[0]).toMatchObject({ title, ids: { doi: '10.1000/meshes', arxiv: '2101.00001' } });
      expect(Math.max(0, ...clock.sleeps)).toBeLessThanOrEqual(5_000);
    },
  );

  it.each(Object.entries(faults.readableFaults))('reads through %s', async (_name, fault) => {
    for (const server of Object.values(servers)) server.always(fault);
    const { candidates, failed } = await search();
    expect(failed).toEqual([]);
    expect(candidates[0]?.authors).toEqual(['Ada Öne', 'Bo Two']);
  });

  it('is cancelled at once', async () => {
    for (const server of Object.values(servers)) server.always(faults.silent);
    // The test's own limit is below the services' time-out.
    await expect(search({}, { signal: AbortSignal.timeout(100) })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
