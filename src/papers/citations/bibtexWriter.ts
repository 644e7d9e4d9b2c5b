import { authorsOf, yearOf, type CslItem } from './cslItem';
import type { PersonName } from './personName';

export interface BibtexOptions {
  /** Abstracts are long, and most styles print none. */
  readonly abstracts: boolean;
}

const entryTypes: Readonly<Record<string, string>> = {
  'article-journal': 'article',
  'article-magazine': 'article',
  'paper-conference': 'inproceedings',
  chapter: 'incollection',
  book: 'book',
  thesis: 'phdthesis',
  report: 'techreport',
};

/**
 * A `.bib` file in UTF-8 that BibTeX and BibLaTeX read, in the order of the items: LaTeX's special characters
 * escaped, maths kept, and names and acronyms in titles kept from styles that change case.
 */
export function writeBibtex(items: readonly CslItem[], options: BibtexOptions): string {
  return items.map((item) => writeEntry(item, options)).join('\n');
}

function writeEntry(item: CslItem, { abstracts }: BibtexOptions): string {
  const type = entryTypes[item.type] ?? 'misc';
  const arxiv = /^arXiv:(\S+)$/i.exec(item.number ?? '')?.[1];
  const container = item['container-title'];
  const fields: (readonly [string, string | undefined])[] = [
    ['title', item.title === undefined ? undefined : protectCase(escapeLatex(item.title))],
    ['author', authorsOf(item).map(writeName).join(' and ') || undefined],
    ['year', yearOf(item)?.toString()],
    [containerField(type), container === undefined ? undefined : escapeLatex(container)],
    ['volume', item.volume],
    ['number', item.issue],
    ['pages', item.page?.replace(/\s*[-–—]+\s*/, '--')],
    ['publisher', type === 'misc' || item.publisher === undefined ? undefined : escapeLatex(item.publisher)],
    ['doi', item.DOI],
    ['eprint', arxiv],
    ['archiveprefix', arxiv === undefined ? undefined : 'arXiv'],
    ['url', item.URL],
    ['keywords', item.keyword === undefined ? undefined : escapeLatex(item.keyword)],
    ['abstract', abstracts && item.abstract !== undefined ? escapeLatex(item.abstract) : undefined],
  ];
  const lines = fields.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`  ${name} = {${value}},\n`],
  );
  return `@${type}{${item.id},\n${lines.join('')}}\n`;
}

function containerField(type: string): string {
  if (type === 'inproceedings' || type === 'incollection') return 'booktitle';
  if (type === 'misc') return 'howpublished';
  return type === 'phdthesis' ? 'school' : type === 'techreport' ? 'institution' : 'journal';
}

function writeName(name: PersonName): string {
  if ('literal' in name) return `{${escapeLatex(name.literal)}}`;
  return [name.family, name.suffix, name.given]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => escapeLatex(part ?? ''))
    .join(', ');
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  $: '\\$',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text for LaTeX. Maths between dollars, as arXiv's titles have it, stays maths where its braces are balanced. */
export function escapeLatex(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .split(/(\$[^$\s](?:[^$]*[^$\s])?\$)/)
    .map((part, i) =>
      i % 2 === 1 && isBalanced(part)
        ? part
        : part.replace(/[\\{}&%#_$~^]/g, (character) => escapes[character] ?? ''),
    )
    .join('');
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth += 1;
    else if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}

/**
 * Braces around words that a style must not put in lower case: those with a capital after their first letter, and
 * the capitalised words of a title that is a sentence, which are names.
 */
function protectCase(title: string): string {
  const words = title.split(/(\s+|\$[^$]*\$)/);
  const plain = words.filter((word) => /^\p{L}/u.test(word));
  const capitalised = plain.slice(1).filter((word) => /^\p{Lu}/u.test(word)).length;
  const isSentence = plain.length > 3 && capitalised < (plain.length - 1) / 2;
  let first = true;
  return words
    .map((word) => {
      if (!/^[^\p{L}\p{N}]*[\p{L}\p{N}]/u.test(word) || word.startsWith('$')) return word;
      const inner = /^\P{L}*\p{L}.*\p{Lu}/u.test(word);
      const named = isSentence && !first && /^\P{L}*\p{Lu}/u.test(word);
      first = /[:.?!]$/.test(word);
      return inner || named ? braced(word) : word;
    })
    .join('');
}

/** The braces go around the word, not around the punctuation beside it. */
function braced(word: string): string {
  return word.replace(/[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/u, (core) => (isBalanced(core) ? `{${core}}` : core));
}
