import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RateLimitedHttp } from '../../../src/adapters/rateLimiter';
import { userStateFolder } from '../../../src/adapters/stateFolder';
import { systemClock } from '../../../src/adapters/systemClock';
import type { Http } from '../../../src/base/http';
import { silentLogger } from '../../../src/base/logger';

const url = 'https://service.example/api';
const deadPid = 2 ** 22 + 12345; // Above the largest process id of Linux.

describe('RateLimitedHttp', () => {
  let folder: string;
  let starts: number[];
  let active: number;
  let mostActive: number;

  const inner: Http = {
    async send() {
      starts.push(Date.now());
      mostActive = Math.max(mostActive, ++active);
      await systemClock.sleep(20);
      active -= 1;
      return { status: 200, headers: {}, body: '' };
    },
  };
  const limited = (intervalMs = 150, http = inner): RateLimitedHttp =>
    new RateLimitedHttp(http, { stateFolder: folder, clock: systemClock, logger: silentLogger, intervalMs });
  const lock = (text: string) => writeFile(join(folder, 'limit-service.example.lock'), text);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'marginalia-limit-'));
    starts = [];
    active = 0;
    mostActive = 0;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('spaces the requests of all its instances, one at a time', async () => {
    const [a, b] = [limited(), limited()];
    await Promise.all([a.send({ url }), b.send({ url }), a.send({ url })]);
    expect(mostActive).toBe(1);
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    expect(gaps).toHaveLength(2);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(150);
  });

  it('asks at once the first time, and leaves no lock', async () => {
    const before = Date.now();
    await limited(5_000).send({ url });
    expect((starts[0] ?? 0) - before).toBeLessThan(1_000);
    expect(await readdir(folder)).toEqual(['limit-service.example.json']);
  });

  it('lets other hosts through', async () => {
    const http = limited(60_000);
    await http.send({ url });
    await http.send({ url: 'https://other.example/api' });
    expect(starts).toHaveLength(2);
  });

  it('goes on after a request that failed', async () => {
    const failing: Http = { send: () => Promise.reject(new Error('no network')) };
    const http = limited(10, failing);
    await expect(http.send({ url })).rejects.toThrow('no network');
    await limited(10).send({ url });
    expect(starts).toHaveLength(1);
  });

  it('breaks the lock of a dead process, and an old one of another machine', async () => {
    await lock(JSON.stringify({ token: 'x', pid: deadPid, host: hostname() }));
    await limited().send({ url });
    await lock(JSON.stringify({ token: 'x', pid: 1, host: 'another-machine' }));
    const old = new Date(Date.now() - 60_000);
    await utimes(join(folder, 'limit-service.example.lock'), old, old);
    await limited(1).send({ url });
    expect(starts).toHaveLength(2);
  });

  it('waits for a living process, until cancelled', async () => {
    await lock(JSON.stringify({ token: 'x', pid: process.pid, host: hostname() }));
    const signal = AbortSignal.timeout(400);
    await expect(limited().send({ url, signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(starts).toEqual([]);
  });

  it('can be cancelled while it waits for its turn, without using it up', async () => {
    const http = limited(500);
    await http.send({ url });
    const controller = new AbortController();
    const waiting = http.send({ url, signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await http.send({ url });
    expect(starts).toHaveLength(2);
  });

  it('leaves a host alone that asked for it, in every process, and says for how long', async () => {
    let answers = 0;
    const busy: Http = {
      send: () => {
        answers += 1;
        return Promise.resolve({ status: 429, headers: { 'retry-after': '1' }, body: '' });
      },
    };
    expect((await limited(1, busy).send({ url })).status).toBe(429);
    const told = await limited(1, busy).send({ url });
    expect(told.status).toBe(429);
    expect(Number(told.headers['retry-after'])).toBeGreaterThan(0.5);
    expect(answers).toBe(1);
    await systemClock.sleep(1_000);
    await limited(1).send({ url });
    expect(starts).toHaveLength(1);
    // What is spent without a key is not spent with one.
    await limited(1, busy).send({ url, secrets: { headers: { 'x-api-key': 'k' } } });
    await limited(1).send({ url });
    expect(starts).toHaveLength(2);
  });

  it('uses as many lanes as the request allows, and no more than the host says', async () => {
    const http = limited();
    const pace = { intervalMs: 1, concurrency: 2 };
    await Promise.all([1, 2, 3, 4].map(() => http.send({ url, pace })));
    expect(mostActive).toBe(2);
    mostActive = 0;
    const told: Http = {
      send: async (request) => ({ ...(await inner.send(request)), headers: { 'x-concurrency-limit': '1' } }),
    };
    const careful = limited(1, told);
    await careful.send({ url, pace });
    await Promise.all([1, 2, 3].map(() => careful.send({ url, pace })));
    expect(mostActive).toBe(1);
  });

  it('waits no longer than the interval when the clock was set back, and ignores a torn state', async () => {
    const state = join(folder, 'limit-service.example.json');
    await writeFile(state, JSON.stringify({ lastRequest: Date.now() + 3_600_000 }));
    await limited(100).send({ url });
    await writeFile(state, '{"lastReq');
    await limited(60_000).send({ url });
    expect(starts).toHaveLength(2);
  });
});

describe('userStateFolder', () => {
  it("is the platform's, unless told otherwise", () => {
    expect(userStateFolder({ XDG_STATE_HOME: '/x' }, 'linux')).toBe(join('/x', 'marginalia'));
    expect(userStateFolder({}, 'linux')).toContain(join('.local', 'state', 'marginalia'));
    expect(userStateFolder({ LOCALAPPDATA: '/l' }, 'win32')).toBe(join('/l', 'Marginalia'));
    expect(userStateFolder({}, 'darwin')).toContain(join('Library', 'Application Support', 'Marginalia'));
    expect(userStateFolder({ MARGINALIA_STATE_HOME: '/m' }, 'darwin')).toBe('/m');
  });
});
