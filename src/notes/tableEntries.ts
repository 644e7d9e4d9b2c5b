import type { Table, TableRow } from 'mdast';
import { readPriorityCell, readStatusCell } from './entryMarks';
import type { EntryCollector, EntryDraft, TableColumns } from './foundEntry';
import { piecesOf, type InlinePiece } from './inlineLinks';
import type { ListName } from './listNames';
import { plainText, rangeOf, type MarkdownTree } from './markdown';
import { isLinksOnly, readEntries } from './readingEntries';

/** The rows of a table that name a paper: by a link, or by a title in a column of titles. */
export function readTable(table: Table, list: ListName, tree: MarkdownTree, into: EntryCollector): void {
  const [header, ...rows] = table.children;
  const columns = readColumns(header);
  for (const row of rows) {
    const draft = readRow(row, columns, tree);
    if (!draft) continue;
    const why = draft.href === undefined ? 'A table row with a title' : 'A table row with a link';
    into.add(draft, list, why, { form: 'row', node: row, row: { table, row, columns } });
  }
}

const columnNames = {
  priority: /^(?:p|prio|priority|우선\s?순위|중요도)$/,
  status: /^(?:status|state|read\s?\??|done\s?\??|progress|상태|진행|진행 상태|읽음|읽음 여부)$/,
  title: /^(?:title|paper|papers|paper title|name|제목|논문|논문명|논문 제목)$/,
  authors: /^(?:authors?|author\(s\)|by|저자)$/,
  year: /^(?:year|date|published|연도|년도|출판 연도)$/,
  category: /^(?:category|categories|topic|topics|area|field|theme|group|분야|주제|분류|카테고리)$/,
  tags: /^(?:tags?|keywords?|labels?|태그|키워드)$/,
  notes: /^(?:notes?|comments?|remarks?|summary|tl;?dr|메모|비고|코멘트|요약|의견)$/,
};

/**
 * Whether a table is a reading list wherever it stands: a column is of papers, and one says whether they are read or how
 * urgent that is. A column that is merely called "Title" needs authors or years beside it.
 */
export function isReadingTable({ children: [header] }: Table): boolean {
  const columns = readColumns(header);
  if (columns.title < 0 || (columns.status < 0 && columns.priority < 0)) return false;
  const cell = header?.children[columns.title];
  const name = cell ? plainText(cell).toLowerCase() : '';
  return /paper|논문/u.test(name) || columns.authors >= 0 || columns.year >= 0;
}

/** Cheaply: what may be such a table's first line, with the line below it that makes it one. */
export function mayHoldReadingTable(text: string): boolean {
  for (const { index } of text.matchAll(/[\r\n][ \t>]{0,8}\|?[ \t]{0,8}:?-+:?[ \t]{0,8}\|/g)) {
    const before = text.slice(Math.max(0, index - 400), index);
    const header = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
    if (
      /paper|title|논문|제목/iu.test(header) &&
      /stat|read|done|progress|prio|상태|진행|읽음|순위|중요도|\bp\b/iu.test(header)
    )
      return true;
  }
  return false;
}

function readColumns(header: TableRow | undefined): TableColumns {
  const names = header?.children.map((cell) => plainText(cell).toLowerCase()) ?? [];
  const column = (name: keyof typeof columnNames): number =>
    names.findIndex((each) => columnNames[name].test(each));
  const status = column('status');
  return {
    priority: column('priority'),
    status,
    asked: /^(?:read|done|읽음)/.test(names[status] ?? ''),
    title: column('title'),
    authors: column('authors'),
    year: column('year'),
    category: column('category'),
    tags: column('tags'),
    notes: column('notes'),
  };
}

function readRow(row: TableRow, columns: TableColumns, tree: MarkdownTree): EntryDraft | undefined {
  const text = (index: number): string => plainText(row.children[index] ?? { type: 'text' });
  const cells = row.children.map((cell) => piecesOf({ type: 'paragraph', children: cell.children }, tree));
  // A link in the column of notes is about the paper.
  const pieces: readonly InlinePiece[] = cells.filter((_, index) => index !== columns.notes).flat();
  const linked = pieces.some((piece) => piece.kind === 'link') ? readEntries(pieces)[0] : undefined;
  const titleCell = columns.title < 0 ? undefined : text(columns.title) || undefined;
  const entry = linked ?? (titleCell === undefined ? readEntries(pieces)[0] : titled(titleCell));
  if (!entry) return undefined;
  const ownTitle = pieces.some((piece) => piece.kind === 'link' && piece.link.title !== undefined);
  // A bare link where the title belongs is no title.
  const linkInTitle = isLinksOnly(cells[columns.title] ?? []);
  const authors = list(text(columns.authors), /\s*(?:;|,|&|\band\b|·)\s*/u);
  const year = /(?:1[89]|20)\d{2}/.exec(text(columns.year))?.[0];
  const tags = [
    ...(entry.tags ?? []),
    ...list(text(columns.tags).replaceAll('#', ' '), /\s*[,;/]\s*|\s+(?=\S+$)/u),
  ];
  const category = text(columns.category);
  // A title of two words and nothing else may be anything.
  const isTitle = authors.length > 0 || year !== undefined || (titleCell ?? '').split(' ').length > 2;
  if (entry.href === undefined && titleCell !== undefined && !isTitle) return undefined;
  const note = row.children[columns.notes];
  const body = note && plainText(note) !== '' ? rangeOf(note) : undefined;
  return {
    ...entry,
    title: ownTitle || !linked || linkInTitle ? entry.title : titleCell,
    priority: entry.priority ?? readPriorityCell(text(columns.priority)),
    status: readStatusCell(text(columns.status), columns.asked) ?? entry.status,
    ...(authors.length > 0 && { authors }),
    ...(year !== undefined && { year: Number(year) }),
    ...(tags.length > 0 && { tags }),
    ...(category !== '' && { category }),
    ...(body && { body }),
    offset: undefined,
  };
}

function titled(cell: string): EntryDraft {
  return {
    title: /^["“「『](.+)["”」』]$/u.exec(cell)?.[1]?.trim() ?? cell,
    href: undefined,
    priority: undefined,
    status: undefined,
    attachments: [],
    offset: undefined,
  };
}

function list(text: string, separator: RegExp): readonly string[] {
  return text
    .replace(/,?\s*\bet al\.?/u, '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
