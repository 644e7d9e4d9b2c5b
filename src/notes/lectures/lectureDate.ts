const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A written date as `2026-01-17`, which sorts; undefined where it is none. */
export function sortableDate(written: string): string | undefined {
  const digits = /(\d{4})\s*[.\-/년]\s*(\d{1,2})(?:\s*[.\-/월]\s*(\d{1,2}))?/u.exec(written);
  if (digits) return dateOf(digits[1], Number(digits[2]), Number(digits[3] ?? 1));
  const monthFirst = /\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/i.exec(written);
  if (monthFirst) return dateOf(monthFirst[3], monthOf(monthFirst[1]), Number(monthFirst[2]));
  const dayFirst = /\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})\.?,?\s+(\d{4})\b/i.exec(written);
  if (dayFirst) return dateOf(dayFirst[3], monthOf(dayFirst[2]), Number(dayFirst[1]));
  return undefined;
}

/** Today as a date is written in other notes: `2026.01.17` where they have dots, else `2026-01-17`. */
export function writeDate(date: Date, like: string | undefined): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [year, month, day] = [String(date.getFullYear()), two(date.getMonth() + 1), two(date.getDate())];
  if (like !== undefined && /^\s*\d{4}\s*년/u.test(like))
    return `${year}년 ${Number(month)}월 ${Number(day)}일`;
  const separator =
    (like === undefined ? undefined : /^\s*\d{4}([./-])\d{1,2}\1\d{1,2}/.exec(like)?.[1]) ?? '-';
  return [year, month, day].join(separator);
}

function monthOf(name: string | undefined): number {
  return months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function dateOf(year: string | undefined, month: number, day: number): string | undefined {
  if (year === undefined || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
