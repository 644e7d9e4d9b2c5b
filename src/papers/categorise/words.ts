/** A word of a text: as written, where, and in the form in which words are compared. */
export interface Word {
  readonly raw: string;
  readonly form: string;
  readonly start: number;
  readonly end: number;
  /** Of a script without spaces or with particles (Korean, Chinese, Japanese): compared in part, not whole. */
  readonly joined: boolean;
}

const cjk = String.raw`\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;
/** "GAN을" is two words. Commands of LaTeX and addresses are none. */
const wordPattern = new RegExp(
  String.raw`https?://\S+|\\[a-zA-Z]+|([${cjk}][${cjk}\p{M}]*)|((?![${cjk}])[\p{L}\p{N}](?:(?![${cjk}])[\p{L}\p{N}\p{M}])*)`,
  'gu',
);
/** More of a note or an abstract than this says nothing new about a topic. */
const longestText = 20_000;

export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.slice(0, longestText).matchAll(wordPattern)) {
    const raw = match[1] ?? match[2];
    if (raw === undefined) continue;
    const joined = match[1] !== undefined;
    const form = joined ? raw.normalize('NFC') : formOf(raw);
    words.push({ raw, form, start: match.index, end: match.index + match[0].length, joined });
  }
  return words;
}

/**
 * The form in which words are compared: lower case, no accents, singular, American -ize, no -ing, -ed or final e. A
 * stemmer that goes further (Porter's) makes one word of "generative" and "generalisation".
 */
function formOf(raw: string): string {
  const lower = raw
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  if (lower.length < 4 || !/^[a-z]+$/.test(lower)) return lower;
  const singular = lower
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  return singular
    .replace(/is(ation|e|ed|ing|er)$/, 'iz$1')
    .replace(/isab/, 'izab')
    .replace(/our$/, 'or')
    .replace(/(?<=[a-z]{3})(?:ing|ed)$/, '')
    .replace(/([b-df-hj-km-np-rtv-z])\1$/, '$1')
    .replace(/(?<=[a-z]{3})e$/, '');
}

/** Words that papers of every topic have. In comparison form. */
const common = new Set(
  (
    'a an the of in on for to and or by with from as at is are be we our us this that these those it its which can how what when where why ' +
    'not no do does did via into over under using use used based towards toward new novel approach method model learn deep neural network ' +
    'net machine paper propos present show result study work analysis task problem data set training train through between more most than ' +
    'such also may many one two both all any some their they it have has been was were will each other only well large small high low ' +
    'simpl general efficient effectiv improv perform performanc state art experiment achiev demonstrat introduc provid find first out up ' +
    'without while but if then there very make made given per every same different several across about because so'
  )
    .split(' ')
    .map(formOf),
);

/** False for words that say nothing about a topic: the common ones, numbers, single letters. */
export function isTelling({ form, joined }: Word): boolean {
  return joined || (form.length > 1 && !common.has(form) && !/^\d+$/.test(form));
}
