import type { Creator, Entry } from '@retorquere/bibtex-parser';
import { maybe } from '../../base/maybe';
import { LineIndex } from '../../base/text';
import type { CslItem } from './cslItem';
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

/** Reads a BibTeX or BibLaTeX file. An entry that cannot be read is a problem on its line; the others are kept. */
export async function readBibtex(text: string): Promise<ReadBibliography> {
  // The parser and its tables are large, and most sessions import nothing: they are run when first needed.
  const { parse } = await import('@retorquere/bibtex-parser');
  const { entries, errors } = parse(text, { sentenceCase: false, english: false, unsupported: 'ignore' });
  const lines = new LineIndex(text);
  let from = 0;
  const items: ReadBibliography['items'][number][] = [];
  for (const entry of entries) {
    const at = entry.input === '' ? -1 : text.indexOf(entry.input, from);
    if (at >= 0) from = at + entry.input.length;
    if (Object.keys(entry.fields).length === 0) continue;
    items.push({ item: itemOf(entry), line: at < 0 ? undefined : lines.position(at).line + 1 });
  }
  const problems = errors.map(({ error, input }) => {
    const at = input === undefined || input === '' ? -1 : text.indexOf(input);
    return {
      line: at < 0 ? 1 : lines.position(at).line + 1,
      message: `This entry cannot be read: ${firstLine(error)}`,
    };
  });
  return { items, problems };
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
