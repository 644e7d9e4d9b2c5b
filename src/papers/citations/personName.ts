/** A name as bibliographies have it; `literal` where it is not a person's or has no parts. */
export type PersonName =
  | { readonly family: string; readonly given?: string; readonly suffix?: string }
  | { readonly literal: string };

/** Words that begin a family name: "Laurens van der Maaten". Capitalised ones ("Van") are taken for given names. */
const particles = new Set(
  'af al am auf da dal de degli dei del della den der des di do dos du el il la las le les lo los ten ter van von vom zu zum zur'.split(
    ' ',
  ),
);
const suffixes = /^(?:jr|sr|ii|iii|iv)\.?$/i;
/** Groups and companies, which have no family name. */
const group =
  /\b(?:collaboration|consortium|team|group|project|laboratory|labs?|institute|university|inc|ltd)\b\.?$/i;
/** Chinese, Japanese and Korean names are written family first, and are not cut without a space. */
const eastAsian = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\s·]+$/u;

/** Splits a displayed name: "Brett W. Larsen", "Larsen, Brett W.", "홍 길동", "The ATLAS Collaboration". */
export function readName(display: string): PersonName {
  const name = display.replace(/\s+/gu, ' ').trim();
  if (group.test(name)) return { literal: name };
  const commas = name.split(/\s*,\s*/).filter((part) => part !== '');
  const [first = '', second = '', third] = commas;
  if (commas.length === 2 && suffixes.test(second)) return withSuffix(readName(first), second);
  // "Larsen, Jr., Brett"
  if (commas.length === 3 && third !== undefined) return { family: first, given: third, suffix: second };
  if (commas.length === 2) return { family: first, given: second };
  const words = name.split(' ');
  if (words.length === 1) return eastAsian.test(name) ? { family: name } : { literal: name };
  if (eastAsian.test(name)) return { family: words[0] ?? name, given: words.slice(1).join(' ') };
  const last = words.at(-1) ?? '';
  if (words.length > 2 && suffixes.test(last))
    return withSuffix(readName(words.slice(0, -1).join(' ')), last);
  const particle = words.findIndex((word, i) => i > 0 && i < words.length - 1 && particles.has(word));
  const cut = particle > 0 ? particle : words.length - 1;
  return { family: words.slice(cut).join(' '), given: words.slice(0, cut).join(' ') };
}

/** The name as it is sorted and cited: the family name, or all of it. */
export function familyOf(name: PersonName): string {
  return 'literal' in name ? name.literal : name.family;
}

/** "Given Family", as services and this library display names. */
export function displayName(name: PersonName): string {
  if ('literal' in name) return name.literal;
  if (eastAsian.test(name.family)) return [name.family, name.given ?? ''].join('').trim();
  return [name.given, name.family, name.suffix].filter((part) => part !== undefined && part !== '').join(' ');
}

function withSuffix(name: PersonName, suffix: string): PersonName {
  return 'literal' in name ? name : { ...name, suffix };
}
