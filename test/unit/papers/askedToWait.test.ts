import { describe, expect, it } from 'vitest';
import { askedToWait, slowedPace } from '../../../src/papers/askedToWait';

const now = Date.parse('2026-05-01T12:00:00Z');
const wait = (headers: Record<string, string>) => askedToWait({ status: 429, headers, body: '' }, now);

describe('askedToWait', () => {
  it.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': 'Fri, 01 May 2026 12:00:45 GMT' }, 45_000],
    [{ 'retry-after': 'Fri, 01 May 2020 12:00:45 GMT' }, 0],
    [{ 'retry-after': '99999999' }, 86_400_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{ ratelimit: '"api";r=0;t=55' }, 55_000],
    [{ ratelimit: 'limit=100, remaining=0, reset=5' }, 5_000],
    [{ ratelimit: '"api";r=3;t=55' }, undefined],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9' }, 9_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 60) }, 60_000],
    [{ 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': '9' }, undefined],
    [{}, undefined],
  ])('reads %j', (headers, expected) => expect(wait(headers as Record<string, string>)).toBe(expected));
});

describe('slowedPace', () => {
  const pace = { intervalMs: 200, concurrency: 2 };
  const slowed = (headers: Record<string, string>) => slowedPace({ status: 200, headers, body: '' }, pace);

  it('is as slow as the service says, and never faster than it was', () => {
    expect(slowed({})).toEqual(pace);
    expect(slowed({ 'x-rate-limit-limit': '50', 'x-rate-limit-interval': '1s' })).toEqual(pace);
    expect(
      slowed({ 'x-rate-limit-limit': '1', 'x-rate-limit-interval': '1s', 'x-concurrency-limit': '1' }),
    ).toEqual({ intervalMs: 1_000, concurrency: 1 });
    expect(slowed({ 'x-rate-limit-limit': '0', 'x-rate-limit-interval': 'often' })).toEqual(pace);
  });
});
