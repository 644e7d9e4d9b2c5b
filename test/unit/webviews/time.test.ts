import { describe, expect, it } from 'vitest';
import { describeAge, describeDuration, describeMoment } from '../../../webviews/shared/time';

const moment = '2026-11-21T10:00:00Z';
const later = (seconds: number) => Date.parse(moment) + seconds * 1000;

describe('describeAge', () => {
  it.each([
    [-30, 'just now'],
    [20, 'just now'],
    [200, '3 min ago'],
    [3 * 3600, '3 h ago'],
    [26 * 3600, 'yesterday'],
    [12 * 86400, '12 days ago'],
  ])('%d s later: %s', (seconds, text) => {
    expect(describeAge(moment, later(seconds))).toBe(text);
  });
});

describe('describeDuration', () => {
  it.each([
    [7, '7 ms'],
    [1842, '1.8 s'],
    [12_400, '12 s'],
    [200_000, '3 min 20 s'],
    [180_000, '3 min'],
    [7_500_000, '2 h 5 min'],
  ])('%d ms: %s', (ms, text) => {
    expect(describeDuration(ms)).toBe(text);
  });
});

describe('describeMoment', () => {
  it('is in the reader’s time zone', () => {
    expect(describeMoment(moment, 'seconds', 'Asia/Seoul')).toBe('2026-11-21 19:00:00');
    expect(describeMoment(moment, 'minutes', 'UTC')).toBe('2026-11-21 10:00');
  });
});
