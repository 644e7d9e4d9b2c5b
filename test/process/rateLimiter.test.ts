import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArxivServer } from '../fixtures/arxivServer';

const program = fileURLToPath(new URL('../fixtures/limitedRequests.ts', import.meta.url));
const interval = 400;

describe('the limiter over processes', () => {
  let server: ArxivServer;
  let url: string;
  let folder: string;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    server = new ArxivServer([]);
    url = await server.start();
    folder = await mkdtemp(join(tmpdir(), 'marginalia-limit-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(count: number): Promise<ChildProcess> {
    const args = ['--import', 'tsx', program, url, folder, String(count), String(interval)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await once(child.stdout, 'data');
    return child;
  }

  async function ended(child: ChildProcess): Promise<void> {
    if (child.exitCode === null) await once(child, 'exit');
  }

  it('spaces the requests of two processes, and never sends two at once', async () => {
    server.plan(...Array.from({ length: 6 }, () => ({ delayMs: 50 })));
    const started = await Promise.all([start(3), start(3)]);
    await Promise.all(started.map(ended));
    expect(server.requests).toHaveLength(6);
    expect(server.mostActive).toBe(1);
    const times = server.requests.map((request) => request.at);
    for (const [index, time] of times.slice(1).entries()) {
      expect(time - (times[index] ?? 0)).toBeGreaterThanOrEqual(interval);
    }
  });

  it('goes on when a process is killed in the middle of its request', async () => {
    server.plan({ delayMs: 60_000 });
    const killed = await start(1);
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const after = await start(1);
    await ended(after);
    expect(server.requests).toHaveLength(2);
    const [first, second] = server.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(interval);
  });
}, 60_000);
