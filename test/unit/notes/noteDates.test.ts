import { describe, expect, it } from 'vitest';
import { dateAt, weekdayAt } from '../../../src/notes/noteDates';

const day = { year: 2026, month: 3, day: 4 };

describe('dates as people write them', () => {
  it.each([
    ['2024.12.22', '2024-12-22', '2026.03.04'],
    ['2025-01-12', '2025-1-12', '2026-03-04'],
    ['2025/1/9', '2025-1-9', '2026/3/4'],
    ['2025. 1. 12', '2025-1-12', '2026. 3. 4'],
    ['20250112', '2025-1-12', '20260304'],
    ['25.01.12', '2025-1-12', '26.03.04'],
    ['2025년 1월 12일', '2025-1-12', '2026년 3월 4일'],
    ['2025年1月12日', '2025-1-12', '2026年3月4日'],
    ['12 Jan 2025', '2025-1-12', '4 Mar 2026'],
    ['12th January 2025', '2025-1-12', '4th March 2026'],
    ['12-Jan-2025', '2025-1-12', '4-Mar-2026'],
    ['Jan 12, 2025', '2025-1-12', 'Mar 4, 2026'],
    ['January 1st, 2025', '2025-1-1', 'March 4th, 2026'],
    ['SEPT. 3, 2025', '2025-9-3', 'MAR. 4, 2026'],
    ['31.12.2025', '2025-12-31', '04.03.2026'],
    ['12/31/2025', '2025-12-31', '03/04/2026'],
    ['1월 12일', 'undefined-1-12', '3월 4일'],
    ['Jan 12', 'undefined-1-12', 'Mar 4'],
  ])('%s', (text, read, written) => {
    const date = dateAt(`> ${text}, and on`, 2);
    expect(`${date?.year}-${date?.month}-${date?.day}`).toBe(read);
    expect(date?.range).toEqual({ start: 2, end: 2 + text.length });
    expect(date?.write(day, date.padded ?? date.usuallyPadded)).toBe(written);
  });

  it.each([
    '3.14.15.9',
    '10.1038/s41598',
    '1.2.3',
    'arXiv 2107.05802',
    '2025-W03',
    'may 12, 2025',
    '12:30',
    '192.168.10.12',
  ])('none in %s', (text) => {
    for (let offset = 0; offset < text.length; offset++) {
      // A number within a number is no start of a line; those are all that is asked of this function.
      if (/[\d.]/.test(text[offset - 1] ?? '')) continue;
      expect(dateAt(text, offset)).toBeUndefined();
    }
  });

  it('says where month and day could be either', () => {
    expect(dateAt('03/04/2025', 0)).toMatchObject({ month: 3, day: 4, ambiguous: true });
    expect(dateAt('13/04/2025', 0)).toMatchObject({ month: 4, day: 13, ambiguous: false });
  });

  it.each([
    ['일', '수'],
    ['일요일', '수요일'],
    ['Sun', 'Wed'],
    ['SUNDAY', 'WEDNESDAY'],
    ['sunday', 'wednesday'],
  ])('writes another weekday like %s', (text, written) => {
    expect(weekdayAt(`(${text})`, 1)?.write(3)).toBe(written);
  });
});
