import { formatNumber } from '../../src/plots/numbers';

/** A name, its value, and a remark that qualifies it. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
  /** An identifier, path or hash: set in the editor's font. */
  readonly code?: boolean;
}

const shownOfArray = 12;

/** An estimate's details; `pointsUsed` reads "points used". Long arrays are cut, and say so. */
export function describeDetails(
  details: Readonly<Record<string, number | string | readonly number[]>>,
): Fact[] {
  return Object.entries(details).map(([key, value]) => {
    const name = words(key);
    if (typeof value === 'string') return { name, value };
    if (typeof value === 'number') return { name, value: formatNumber(value, 6) };
    const shown = value.slice(0, shownOfArray).map((item) => formatNumber(item, 4));
    const cut = value.length > shownOfArray;
    return {
      name,
      value: value.length === 0 ? 'none' : shown.join(', ') + (cut ? ', …' : ''),
      ...(cut ? { note: `first ${shownOfArray} of ${formatNumber(value.length)}` } : {}),
    };
  });
}

function words(key: string): string {
  return key
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .replace(/\b\p{Lu}(?=\p{Ll})/gu, (letter) => letter.toLowerCase());
}
