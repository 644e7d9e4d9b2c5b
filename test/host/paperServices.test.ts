import assert from 'node:assert/strict';
import {
  ConfigurationTarget,
  EventEmitter,
  workspace,
  type SecretStorage,
  type SecretStorageChangeEvent,
} from 'vscode';
import { silentLogger } from '../../src/base/logger';
import { PaperServices } from '../../src/host/papers/paperServices';

class MemorySecrets implements SecretStorage {
  readonly values = new Map<string, string>();
  readonly onDidChange = new EventEmitter<SecretStorageChangeEvent>().event;

  keys(): Promise<string[]> {
    return Promise.resolve([...this.values.keys()]);
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.values.get(key));
  }

  store(key: string, value: string): Promise<void> {
    return Promise.resolve(void this.values.set(key, value));
  }

  delete(key: string): Promise<void> {
    return Promise.resolve(void this.values.delete(key));
  }
}

const setting = (name: string, value: unknown): Thenable<void> =>
  workspace.getConfiguration().update(`marginalia.papers.${name}`, value, ConfigurationTarget.Workspace);

describe('the services that papers are asked of', () => {
  const secrets = new MemorySecrets();
  const warnings: string[] = [];
  const log = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
  const services = new PaperServices(secrets, '0.0.0', log);

  afterEach(async () => {
    for (const name of ['services', 'serviceUrls', 'contact']) await setting(name, undefined);
  });

  it('are all, at their own addresses, until the settings say otherwise', async () => {
    const access = await services.access();
    assert.equal(access.services.length, 6);
    assert.equal(access.contact, undefined);
    await setting('services', ['crossref', 'arxiv']);
    await setting('contact', 'me@example.org');
    await setting('serviceUrls', { crossref: 'http://127.0.0.1:1' });
    const set = await services.access();
    assert.deepEqual([set.services, set.contact], [['crossref', 'arxiv'], 'me@example.org']);
    assert.equal(set.baseUrls.crossref, 'http://127.0.0.1:1');
    await setting('services', []);
    await assert.rejects(services.access(), { code: 'usage' });
  });

  it('get a key only where it was set for, and lose it when it is empty', async () => {
    assert.equal(await services.keepKey('openalex', '  a-secret '), true);
    assert.deepEqual((await services.access()).keys, { openalex: 'a-secret' });
    await setting('serviceUrls', { openalex: 'https://elsewhere.example' });
    assert.deepEqual((await services.access()).keys, {});
    assert.match(warnings.join('\n'), /OpenAlex was given for https:\/\/api\.openalex\.org/);
    assert.doesNotMatch(warnings.join('\n'), /a-secret/);
    await setting('serviceUrls', undefined);
    assert.equal(await services.keepKey('openalex', ''), false);
    assert.deepEqual((await services.access()).keys, {});
    assert.equal(secrets.values.size, 0);
  });
});
