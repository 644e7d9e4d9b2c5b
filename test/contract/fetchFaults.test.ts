import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PaperRow } from '../../src/cli/paperRows';
import { registerPapersCommand } from '../../src/cli/papers';
import type { ServiceId } from '../../src/papers/services';
import { runCommandLine } from '../fixtures/commandLine';
import * as faults from '../fixtures/services/faults';
import { ServiceGroup } from '../fixtures/services/group';
import type { Fault } from '../fixtures/services/serviceServer';

const both = { arxiv: '2101.00001', doi: '10.1007/bfb0000001', title: 'Meshes', year: 2021 };
const served = {
  arxiv: [{ id: '2101.00001', title: 'Meshes' }],
  crossref: [both],
  openalex: [both],
  'semantic-scholar': [both],
  'hugging-face': [both],
  doi: [both],
};
/** Under which name the command line is told another address, and what the service is called. */
const services: readonly (readonly [ServiceId, string, string])[] = [
  ['arxiv', 'ARXIV', 'arXiv'],
  ['crossref', 'CROSSREF', 'Crossref'],
  ['openalex', 'OPENALEX', 'OpenAlex'],
  ['semantic-scholar', 'S2', 'Semantic Scholar'],
  ['hugging-face', 'HF', 'Hugging Face'],
  ['doi', 'DOI', 'doi.org'],
];
/** Those that end without a wait: how long a wait may be is told elsewhere, by a clock that sleeps at will. */
const quick: Readonly<Record<string, Fault>> = Object.fromEntries(
  Object.entries(faults.fatalFaults)
    .filter(([name]) => !/^(?:429|503|500|silence|a slow drip)/.test(name))
    .concat([
      ['429 for an hour', faults.limited('3600')],
      ['503 for an hour', faults.limited('3600', 503)],
    ]),
);
const isArxiv = (service: ServiceId): boolean => service === 'arxiv' || service === 'hugging-face';

describe('marginalia papers fetch, of one service that fails', () => {
  const group = new ServiceGroup(served);
  const env = { ...process.env };
  let root: string;
  let note: string;

  beforeAll(async () => {
    await group.start();
    for (const [service, name] of services)
      process.env[`MARGINALIA_${name}_BASE_URL`] = group.access.baseUrls[service];
  });
  afterAll(async () => {
    process.env = env;
    await group.stop();
  });
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'marginalia-faults-'));
    await mkdir(join(root, '.git'));
    note = join(root, 'list.md');
  });
  afterEach(async () => {
    for (const [service] of services) group.servers[service].always(undefined);
    await rm(root, { recursive: true, force: true });
  });

  let fetches = 0;
  async function fetch(service: ServiceId) {
    // Each its own memory of when who was asked: no fetch waits for the one before.
    process.env['MARGINALIA_STATE_HOME'] = join(root, `state-${fetches++}`);
    const args = ['papers', 'fetch', note, '--json', '--force', '--services', service];
    const ended = await runCommandLine(registerPapersCommand, args);
    return { ...ended, rows: JSON.parse(ended.stdout) as readonly PaperRow[] };
  }
  async function kept(): Promise<readonly string[]> {
    const folder = join(root, '.marginalia', 'papers');
    const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    return Promise.all(files.sort().map((name) => readFile(join(folder, name), 'utf8')));
  }

  it.each(services)('%s: says who failed and why, and loses nothing', async (service, _variable, name) => {
    const text = isArxiv(service)
      ? '## Papers\n- [My words](https://arxiv.org/abs/2101.00001) (p2)\n'
      : '## Papers\n- [My words](https://doi.org/10.1007/BFb0000001) (p2)\n';
    await writeFile(note, text);
    const good = await fetch(service);
    expect([good.error, good.rows[0]?.title]).toEqual([undefined, 'Meshes']);
    const [before] = await kept();
    const title = (record: string | undefined): unknown =>
      (JSON.parse(record ?? '{}') as { title?: { value?: unknown } }).title?.value;
    expect(title(before)).toBe('Meshes');
    for (const [fault, what] of Object.entries(quick)) {
      // With that OpenAlex limits requests: it is asked again after a while.
      if (service === 'openalex' && fault === '403') continue;
      group.servers[service].always(what);
      const { error, stderr, rows } = await fetch(service);
      expect([fault, error]).toMatchObject([fault, { code: 1 }]);
      expect(`${fault}: ${stderr}`).toMatch(new RegExp(`${name.replace('.', '\\.')}|127\\.0\\.0\\.1`));
      expect(`${fault}: ${stderr}`).not.toMatch(/\n\s+at |\[object/);
      expect([fault, rows[0]?.title, rows[0]?.priority]).toEqual([fault, 'Meshes', 2]);
      const after = await kept();
      expect([fault, after.length, title(after[0])]).toEqual([fault, 1, 'Meshes']);
      expect(await readFile(note, 'utf8')).toBe(text);
    }
    group.servers[service].always(undefined);
    expect((await fetch(service)).error).toBeUndefined();
  });
});
