import { hangulShape, isDayWord, isLabelWord } from './nameWords';

/**
 * How much words look like a name: `sure` for a full Korean name, a title before it or an `@`; `maybe` for what may as
 * well be a topic ("Optimal Transport"), which needs other evidence; `no` for all else.
 */
export type NameShape = 'sure' | 'maybe' | 'no';

const everyoneWords =
  /^(?:every(?:one|body)|all(?: of us)?|we all|the (?:whole )?group|모두|전원|전체|공통|다들|다 ?같이|다 ?함께|각자)$/iu;
const honorificBefore = /^(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx)\.?\s+(?=\p{Lu}|\p{Lo})/u;
const honorificAfter = /(?<=\p{L})\s?(?:교수님?|박사님?|선생님|연구원님?|선배님?|님|씨|학생)$/u;
const latinName =
  /^\p{Lu}[\p{Ll}’'-]+(?:[ -](?:\p{Lu}\.|(?:de|da|di|von|van|der|den|la|le|al|el|bin) |\p{Lu}[\p{L}’'-]*)){0,4}$/u;
const initialName = /^(?:\p{Lu}\.[ -]?){1,3}\p{Lu}[\p{Ll}’'-]+(?: \p{Lu}[\p{Ll}’'-]+)?$/u;
const mention =
  /^[@＠]\s?(?:\p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*){0,3}|\p{L}[\p{L}’'-]*(?: \p{Script=Hangul}{1,4})?)$/u;
const hanName = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,6}$/u;

/** The name as it is compared: without `@`, titles and a role after " / ", in one case. */
export function nameKey(name: string): string {
  return bareName(name).replace(/\s+/gu, ' ').toLowerCase();
}

/** The name without `@`, titles and a role, as written else. */
export function bareName(name: string): string {
  const bare = name
    .normalize('NFC')
    .replace(/^[\s@＠]+/u, '')
    .replace(/\s+[/|]\s+.*$/su, '')
    .replace(/\s*[(（][^()（）]*[)）]$/u, '')
    .trim();
  return bare.replace(honorificBefore, '').replace(honorificAfter, '').trim() || bare;
}

export function isEveryone(name: string): boolean {
  return everyoneWords.test(bareName(name));
}

export function nameShape(written: string): NameShape {
  const name = written.trim();
  if (name.length > 120) return 'no';
  if (isEveryone(name)) return 'sure';
  const bare = bareName(name);
  if (bare === '' || bare.length > 40 || /[\d$\\?!…"“”:：]/u.test(bare)) return 'no';
  if (/^[@＠]/u.test(name))
    return mention.test(`@${bare}`) && !isDayWord(bare.split(' ', 1)[0] ?? '') ? 'sure' : 'no';
  if (isLabelWord(bare)) return 'no';
  if (honorificBefore.test(name)) return 'sure';
  const words = bare.split(/[ -]/u);
  if (/^\p{Script=Hangul}+$/u.test(bare)) {
    const shape = hangulShape(bare);
    if (shape === 'none') return 'no';
    return shape === 'full' || honorificAfter.test(name) ? 'sure' : 'maybe';
  }
  if (words.length === 2 && /^\p{Script=Hangul} \p{Script=Hangul}{1,2}$/u.test(bare)) {
    return hangulShape(bare.replace(' ', '')) === 'full' ? 'sure' : 'no';
  }
  if (hanName.test(bare)) return 'maybe';
  if (words.some(isLabelWord)) return 'no';
  return initialName.test(bare) ? 'sure' : latinName.test(bare) ? 'maybe' : 'no';
}

/** Among those listed as present even initials are names: "present: JH, MK". */
export function mayAttend(name: string): boolean {
  return nameShape(name) !== 'no' || /^\p{Lu}{2,4}$/u.test(name.trim());
}

const joiner = /\s*(?:[+&＆,、;]|(?<=\p{L})\s?[·・]\s?|\s및\s?|\s(?:and|with|와|과|하고|랑)\s)\s*/u;
const joinerSign = /[\s+&＆,、;·/]/u;
const role =
  /학생|학부|학과|교수|박사|석사|대학|연구|공학|전공|소속|팀|랩|실장|student|prof|ph\.?d|postdoc|m\.?sc|b\.?sc|engineer|researcher|department|dept|univ|institute|school|faculty|lab\b|team|intern|lead/iu;

/**
 * The names that words list, as written: "록기 + 홍철", "A, B and C", "홍철/예준". What follows a name after " / " is its
 * role, not a name, where the name has an `@` or the words are those of a role.
 */
export function splitNames(words: string): readonly string[] {
  const chunks = /[@＠]/u.test(words) ? words.split(/(?=[@＠])/u) : [words];
  return chunks
    .map(withoutTrailingJoiner)
    .flatMap((chunk) =>
      /^\s*[@＠][^/]*\s\//u.test(chunk) ? [chunk] : chunk.split(joiner).flatMap(splitSlashes),
    )
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** From the end, sign by sign: an expression would try a row of thousands of commas from each of them. */
function withoutTrailingJoiner(chunk: string): string {
  let end = chunk.length;
  for (;;) {
    while (end > 0 && joinerSign.test(chunk[end - 1] ?? '')) end--;
    const word = /\s(?:및|and)$/u.exec(chunk.slice(Math.max(0, end - 4), end))?.[0];
    if (word === undefined) return chunk.slice(0, end);
    end -= word.length;
  }
}

function splitSlashes(part: string): readonly string[] {
  if (!part.includes('/')) return [part];
  const [first = '', ...others] = part.split('/');
  return others.some((other) => role.test(other)) ? [part] : [first, ...others];
}

/** "홍철 + 록기: read the proof" taken apart; undefined where no colon follows something short. */
export function leadingLabel(text: string): { readonly label: string; readonly rest: string } | undefined {
  const colon = text.slice(0, 84).search(/[:：]/u);
  if (colon < 1) return undefined;
  const match = /^([^:：]{1,80}?)\s*[:：](?!\/\/)\s*(.*)$/su.exec(text);
  return match ? { label: match[1] ?? '', rest: match[2] ?? '' } : undefined;
}
