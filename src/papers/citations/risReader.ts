import type { ReadBibliography } from './readBibliography';
import type { CslItem } from './cslItem';
import { readName } from './personName';

const types: Readonly<Record<string, string>> = {
  JOUR: 'article-journal',
  MGZN: 'article-magazine',
  CONF: 'paper-conference',
  CPAPER: 'paper-conference',
  CHAP: 'chapter',
  BOOK: 'book',
  THES: 'thesis',
  RPRT: 'report',
  ELEC: 'webpage',
  WEB: 'webpage',
  VIDEO: 'motion_picture',
  UNPB: 'manuscript',
  PREP: 'article',
};

/** Reads RIS, a tag and a value a line: `TY  - JOUR` begins an entry, `ER  -` ends it. */
export function readRis(text: string): ReadBibliography {
  const items: { item: CslItem; line: number }[] = [];
  const problems: { line: number; message: string }[] = [];
  let fields: Map<string, string[]> | undefined;
  let begun = 0;
  let last = '';
  const end = (): void => {
    if (fields) items.push({ item: itemOf(fields, items.length), line: begun });
    fields = undefined;
  };
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const match = /^﻿?([A-Z][A-Z0-9]) {1,2}- ?(.*)$/.exec(line);
    const tag = match?.[1];
    if (tag === 'TY') {
      if (fields)
        problems.push({
          line: begun,
          message: 'This entry has no end ("ER  -"); it was read up to the next.',
        });
      end();
      fields = new Map();
      begun = index + 1;
    }
    if (tag === 'ER') end();
    else if (tag !== undefined && fields) {
      fields.set(tag, [...(fields.get(tag) ?? []), match?.[2]?.trim() ?? '']);
      last = tag;
    } else if (fields && line.trim() !== '') {
      // A line without a tag goes on where the one before ended.
      const values = fields.get(last) ?? [];
      values.push(`${values.pop() ?? ''} ${line.trim()}`);
    }
  }
  if (fields)
    problems.push({
      line: begun,
      message: 'This entry has no end ("ER  -"); it was read to the end of the file.',
    });
  end();
  return { items, problems };
}

function itemOf(fields: ReadonlyMap<string, readonly string[]>, index: number): CslItem {
  const get = (...tags: readonly string[]): string | undefined =>
    tags.map((tag) => fields.get(tag)?.[0]).find((value) => value !== undefined && value !== '');
  const authors = [...(fields.get('AU') ?? []), ...(fields.get('A1') ?? [])];
  const [first, last] = [get('SP'), get('EP')];
  const page = last === undefined || last === first ? first : `${first ?? ''}–${last}`;
  const values: Partial<CslItem> = {
    title: get('TI', 'T1'),
    author: authors.length > 0 ? authors.map((name) => ({ ...readName(name) })) : undefined,
    issued: { raw: get('PY', 'Y1', 'DA') ?? '' },
    'container-title': get('JO', 'JF', 'T2', 'BT'),
    publisher: get('PB'),
    volume: get('VL'),
    issue: get('IS'),
    page,
    DOI: get('DO'),
    URL: get('UR', 'L2'),
    abstract: get('AB', 'N2'),
    keyword: fields.get('KW')?.join(', '),
    note: get('N1'),
    'citation-key': get('ID'),
  };
  return {
    id: get('ID') ?? `ris${index + 1}`,
    type: types[get('TY') ?? ''] ?? 'document',
    ...(Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== undefined),
    ) as Partial<CslItem>),
  };
}
