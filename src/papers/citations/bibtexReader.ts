import type { Creator, Entry } from '@retorquere/bibtex-parser';
import { maybe } from '../../base/maybe';
import { LineIndex } from '../../base/text';
import type { CslItem } from './cslItem';
import { bibtexEntries } from './bibtexEntries';
import { BibtexContext } from './bibtexContext';
import type { ReadBibliography } from './readBibliography';

const types: Readonly<Record<string, string>> = {
  article: 'article-journal',
  periodical: 'article-journal',
  inproceedings: 'paper-conference',
  conference: 'paper-conference',
  proceedings: 'book',
  book: 'book',
  collection: 'book',
  incollection: 'chapter',
  inbook: 'chapter',
  phdthesis: 'thesis',
  mastersthesis: 'thesis',
  thesis: 'thesis',
  techreport: 'report',
  report: 'report',
  online: 'webpage',
  electronic: 'webpage',
  video: 'motion_picture',
  unpublished: 'manuscript',
};

export interface BibtexOptions {
  /** Awaited every few dozen entries, so that others have their turn; what it throws ends the reading. */
  readonly breathe?: () => Promise<void>;
}

/**
 * Reads a BibTeX or BibLaTeX file. An entry that cannot be read is a problem on its line; the others are kept. The parser
 * takes time that grows with the square of what is wrong in a text, so that it is given one entry at a time, with the
 * abbreviations, commands and parents that the entry names.
 */
export async function readBibtex(text: string, { breathe }: BibtexOptions = {}): Promise<ReadBibliography> {
  // The parser and its tables are large, and most sessions import nothing: they are run when first needed.
  const { parse } = await import('@retorquere/bibtex-parser');
  const context = new BibtexContext();
  const lines = new LineIndex(text);
  const items: ReadBibliography['items'][number][] = [];
  const problems: ReadBibliography['problems'][number][] = [];
  const said = new Set<string>();
  const entries = bibtexEntries(text);
  for (const entry of entries) context.add(entry);
  for (const [index, { type, start, text: own }] of entries.entries()) {
    if (type === 'comment' || type === 'preamble') continue;
    if (breathe && index % 50 === 49) await breathe();
    const line = lines.position(start).line + 1;
    if (own === undefined) {
      problems.push({ line, message: torn });
      continue;
    }
    const lent = type === 'string' ? '' : context.lentTo(own);
    const strings = context.stringsIn(lent + own);
    const read = parse(lent + own, { ...parserOptions, strings, raw: type === 'string' });
    if (type === 'string') context.define(read.strings);
    // What is lent stands on lines of its own elsewhere.
    const item = read.entries.findLast(({ input }) => input === own);
    if (item && Object.keys(item.fields).length > 0) items.push({ item: itemOf(item), line });
    for (const { error, input } of read.errors) {
      // An abbreviation that the file lacks is said once.
      const unknown = input === undefined || input === '';
      const message = problemOf(error);
      if (unknown ? said.has(message) : !own.startsWith(input.trim())) continue;
      said.add(message);
      problems.push({ line, message });
    }
  }
  return { items, problems };
}

const parserOptions = { sentenceCase: false, english: false, unsupported: 'ignore' } as const;
const torn =
  'This entry cannot be read: its brackets are still open where the next entry begins, or the file ends. Close them there, or take out a “{” too many.';
/** Where in the text that it was given the parser met the error, which is not where in the file. */
const placeInParsed = / at line \d+, column \d+(?: in "[^"]*")?$/;

function problemOf(error: string): string {
  const message = firstLine(error).replace(placeInParsed, '');
  const name = /^Unresolved @string reference "(.*)"$/.exec(message)?.[1];
  if (name !== undefined) return `No @string says what “${name}” stands for: the word is kept as it is.`;
  const remedy = message.startsWith('Unclosed math') ? '. A dollar sign is written “\\$”' : '';
  return `This entry cannot be read: ${message}${remedy}.`;
}

function itemOf({ type, key, fields }: Entry): CslItem {
  const get = (...names: readonly string[]): string | undefined => {
    for (const name of names) {
      const value: unknown = fields[name];
      const text = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : undefined;
      if (text !== undefined && text.trim() !== '') return withoutTags(text);
    }
    return undefined;
  };
  const isArxiv =
    /arxiv/i.test(get('archiveprefix', 'eprinttype') ?? '') || /^\d{4}\.\d{4,5}/.test(get('eprint') ?? '');
  const eprint = isArxiv ? get('eprint') : undefined;
  const date = get('date', 'year', 'issued');
  const published = type === 'misc' && eprint !== undefined ? 'article' : (types[type] ?? 'document');
  return {
    id: key,
    type: published,
    ...maybe('title', joined(get('title'), get('subtitle'))),
    ...maybe('author', names(fields.author ?? fields.editor)),
    ...(date === undefined ? {} : { issued: { raw: date } }),
    ...maybe('container-title', get('journal', 'journaltitle', 'booktitle')),
    ...maybe('publisher', get('publisher', 'school', 'institution', 'organization')),
    ...maybe('volume', get('volume')),
    ...maybe('issue', get('number', 'issue')),
    ...maybe('page', get('pages')?.replace(/-{2,}/g, '–')),
    ...maybe('number', eprint === undefined ? undefined : `arXiv:${eprint}`),
    ...maybe('DOI', get('doi')),
    ...maybe('URL', get('url', 'howpublished')),
    ...maybe('abstract', get('abstract')),
    ...maybe('keyword', get('keywords')),
    ...maybe('note', get('note', 'annotation', 'annote')),
    ...(key === '' ? {} : { 'citation-key': key }),
  };
}

function names(creators: readonly Creator[] | undefined): CslItem['author'] {
  return creators?.flatMap(
    ({ name, lastName, firstName, prefix, suffix }): NonNullable<CslItem['author']> => {
      if (name !== undefined) return [{ literal: withoutTags(name) }];
      const family = [prefix, lastName].filter((part) => part !== undefined && part !== '').join(' ');
      // "and others" stands for authors who are not named.
      if (family === '' || family === 'others') return [];
      return [
        {
          family: withoutTags(family),
          ...maybe('given', firstName?.normalize('NFC')),
          ...maybe('suffix', suffix),
        },
      ];
    },
  );
}

function joined(title: string | undefined, subtitle: string | undefined): string | undefined {
  return title !== undefined && subtitle !== undefined ? `${title}: ${subtitle}` : title;
}

/** The parser gives emphasis and protected capitals as tags. */
function withoutTags(text: string): string {
  return text
    .replace(/<\/?(?:i|b|em|strong|sup|sub|span|small|pre|p|br|nc)(?:\s[^<>]*)?\/?>/gi, '')
    .replace(/\s+/gu, ' ')
    .normalize('NFC')
    .trim();
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
