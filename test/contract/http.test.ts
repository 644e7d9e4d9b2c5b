import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NodeHttp } from '../../src/adapters/http';
import * as faults from '../fixtures/services/faults';
import { json, send, ServiceServer } from '../fixtures/services/serviceServer';

const text = 'Über Größe – 제목';

describe('NodeHttp', () => {
  let server: ServiceServer;
  let other: ServiceServer;
  let url: string;
  let otherUrl: string;
  // As long as any answer takes on a busy machine; one that waits for no answer is told so soon.
  const http = new NodeHttp({ userAgent: 'Marginalia/0.0.0', timeoutMs: 60_000 });
  const impatient = new NodeHttp({ userAgent: 'Marginalia/0.0.0', timeoutMs: 400 });

  beforeEach(async () => {
    server = new ServiceServer(({ method, body }) => json({ text, method, body }));
    other = new ServiceServer(() => json({ other: true }));
    [url, otherUrl] = await Promise.all([server.start(), other.start()]);
  });
  afterEach(() => Promise.all([server.stop(), other.stop()]));

  it('posts a body, gets without one', async () => {
    const posted = await http.send({
      url,
      body: '{"ids":[]}',
      headers: { 'content-type': 'application/json' },
    });
    expect(JSON.parse(posted.body)).toMatchObject({ method: 'POST', body: '{"ids":[]}' });
    expect(JSON.parse((await http.send({ url })).body)).toMatchObject({ method: 'GET', body: '' });
  });

  it('repeats a POST where a redirect says so, and only there', async () => {
    server.plan(faults.redirectTo('/again', 307), undefined, faults.redirectTo('/page', 303));
    await http.send({ url, body: 'x' });
    await http.send({ url, body: 'x' });
    expect(server.requests.map(({ method, body }) => `${method} ${body}`)).toEqual([
      'POST x',
      'POST x',
      'POST x',
      'GET ',
    ]);
  });

  it('sends a key to the host it is for and to no other', async () => {
    const secrets = { headers: { 'x-api-key': 'secret' }, query: { api_key: 'secret' } };
    server.plan(faults.redirectTo('/here'), undefined, faults.redirectTo(`${otherUrl}/there`, 307));
    await http.send({ url, secrets });
    expect(server.requests[0]?.headers['x-api-key']).toBe('secret');
    expect(server.requests[0]?.url.searchParams.get('api_key')).toBe('secret');
    const refused = await http.send({ url, secrets, body: 'x' }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'network.response' });
    expect(String(refused)).not.toContain('secret');
    expect(other.requests).toEqual([]);
    server.plan(faults.redirectTo(`${otherUrl}/there`));
    expect((await http.send({ url })).body).toContain('other');
  });

  it.each([
    ['utf-16', '\ufeff', 'utf16le', 'text/plain'],
    ['a byte-order mark', '\ufeff', 'utf8', 'text/plain; charset=iso-8859-1'],
    ['nothing declared', '', 'utf8', 'text/plain'],
    ['a charset nobody knows', '', 'utf8', 'text/plain; charset=klingon'],
  ] as const)('reads %s', async (_name, mark, encoding, contentType) => {
    server.plan((response) =>
      send(response, { headers: { 'content-type': contentType }, body: Buffer.from(mark + text, encoding) }),
    );
    expect((await http.send({ url })).body).toBe(text);
  });

  it.each([
    ['by its header', 'application/xml; charset=ISO-8859-1', '<a>Größe</a>'],
    ['by its own declaration', 'application/xml', '<?xml version="1.0" encoding="iso-8859-1"?><a>Größe</a>'],
    ['though it is declared UTF-8', 'application/xml; charset=utf-8', '<a>Größe</a>'],
  ])('reads Latin-1 %s', async (_name, contentType, body) => {
    server.plan((response) =>
      send(response, { headers: { 'content-type': contentType }, body: Buffer.from(body, 'latin1') }),
    );
    expect((await http.send({ url })).body).toBe(body);
  });

  it('keeps UTF-8 with one broken letter what it is', async () => {
    const broken = Buffer.concat([Buffer.from('Größe 제목 '), Buffer.from([0xff]), Buffer.from(' Öl')]);
    server.plan((response) => send(response, { body: broken }));
    expect((await http.send({ url })).body).toBe('Größe 제목 \ufffd Öl');
  });

  it.each(Object.entries(faults.readableFaults).filter(([name]) => !name.startsWith('Latin')))(
    'reads through %s',
    async (_name, fault) => {
      server.plan(fault);
      expect(JSON.parse((await http.send({ url })).body)).toMatchObject({ text });
    },
  );

  it.each([
    ['10 MB', 'network.response', /more than 8388608 bytes/],
    ['a false gzip', 'network.response', /unpacked/],
    ['a redirect loop', 'network.response', /without end/],
    ['a redirect to a file', 'network.response', /redirects to file:, which is not/],
    ['a redirect to nonsense', 'network.response', /no address/],
    ['silence', 'network.unreachable', /no answer in 0.4 s/],
    ['a slow drip', 'network.unreachable', /no answer in 0.4 s/],
    ['a dropped connection', 'network.unreachable', /closed|reset/],
    ['a torn answer', 'network.unreachable', /closed|reset|aborted|terminated/],
  ])('ends %s with a reason', async (name, code, message) => {
    server.always(faults.fatalFaults[name]);
    const waits = name === 'silence' || name === 'a slow drip';
    const error: unknown = await (waits ? impatient : http).send({ url }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code });
    expect(String(error)).toMatch(message);
  });

  it('does not unpack more than it would read', async () => {
    const small = new NodeHttp({ userAgent: 'x', maxBytes: 100_000 });
    server.always((response) => faults.gzipped(response, { body: 'x'.repeat(5_000_000) }, {} as never));
    await expect(small.send({ url })).rejects.toThrow('more than 100000 bytes');
    server.always((response) =>
      faults.gzipUndeclared(response, { body: 'x'.repeat(5_000_000) }, {} as never),
    );
    await expect(small.send({ url })).rejects.toThrow('more than 100000 bytes');
  });

  it.each(['silence', 'a slow drip'])('is cancelled at once during %s', async (name) => {
    server.plan(faults.fatalFaults[name]);
    const patient = new NodeHttp({ userAgent: 'x' });
    // The test's own limit is far below what this client waits for.
    await expect(patient.send({ url, signal: AbortSignal.timeout(100) })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
