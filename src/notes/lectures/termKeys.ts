/** A word of a text, as terms are compared by: lower case, in composed form. */
export interface Word {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  /** Hangul; else letters and digits of other scripts. */
  readonly hangul: boolean;
  /** Whether nothing stands between it and the word before it: "ELBO는" is two words. */
  readonly attached: boolean;
}

const pattern = /\p{Script=Hangul}+|(?:(?!\p{Script=Hangul})[\p{L}\p{M}\p{N}])+/gu;

/** The words between two offsets, in order. Letters of another script begin a word of their own. */
export function wordsIn(text: string, start: number, end: number): readonly Word[] {
  const words: Word[] = [];
  const part = text.slice(start, end);
  let last = -1;
  for (const match of part.matchAll(pattern)) {
    const from = match.index;
    words.push({
      key: match[0].normalize('NFC').toLowerCase(),
      start: start + from,
      end: start + from + match[0].length,
      hangul: isHangul(match[0]),
      attached: from === last,
    });
    last = from + match[0].length;
  }
  return words;
}

/** A name's words with blanks between: two names with the same key are the same term. Empty for mere signs. */
export function termKey(name: string): string {
  return wordsIn(name, 0, name.length)
    .map(({ key }) => key)
    .join(' ');
}

function isHangul(word: string): boolean {
  return /^\p{Script=Hangul}/u.test(word);
}

const particles = [
  '으로부터', '에서부터', '이라는', '이라고', '에서는', '으로서', '으로써', '에게서', '이란', '라는', '라고', '에서', '에게',
  '한테', '부터', '까지', '처럼', '보다', '마다', '조차', '밖에', '이나', '으로', '로서', '로써', '에는', '에도', '과의', '와의',
  '로의', '에의', '이며', '이고', '이다', '이라', '인지', '입니다', '적인', '들이', '들을', '들은', '들의', '만의', '은', '는',
  '이', '가', '을', '를', '의', '에', '로', '와', '과', '도', '만', '나', '란', '인', '들', '랑', '야', '며', '고', '적',
]; // prettier-ignore

/** Whether a word is nothing but what Korean attaches to a noun: "는", "에서는", "들의". */
export function isParticles(word: string): boolean {
  let rest = word;
  for (let count = 0; rest !== '' && count < 3; count++) {
    const found = particles.find((particle) => rest.startsWith(particle) && (rest === particle || count < 2));
    if (found === undefined) return false;
    rest = rest.slice(found.length);
  }
  return rest === '';
}

/** Whether `word` is `stem`, or `stem` with particles or an English plural attached. */
export function isFormOf(word: Word, stem: string): boolean {
  if (word.key === stem) return true;
  if (!word.key.startsWith(stem)) return false;
  const rest = word.key.slice(stem.length);
  return word.hangul ? isParticles(rest) : /^(?:s|es)$/.test(rest) && stem.length > 2;
}

/** The stems that a word may be a form of, itself first. */
export function stemsOf({ key, hangul }: Word): readonly string[] {
  const stems = [key];
  if (hangul) {
    for (let length = key.length - 1; length >= 1 && length >= key.length - 6; length--) {
      if (isParticles(key.slice(length))) stems.push(key.slice(0, length));
    }
  } else {
    if (key.length > 3 && key.endsWith('s')) stems.push(key.slice(0, -1));
    if (key.length > 4 && key.endsWith('es')) stems.push(key.slice(0, -2));
  }
  return stems;
}
