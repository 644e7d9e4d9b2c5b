import type { TextEdit } from '../../base/text';
import { parseMarkdown, rangeOf, type MarkdownTree } from '../../notes/markdown';
import type { ReadingListEntry } from '../../notes/readingListEntry';
import { readReadingLists } from '../../notes/readingLists';
import { defaultReadingListSections, sectionMatcher } from '../../notes/readingSections';
import { titleKey } from '../titleKey';
import { readPaperLink } from '../links';
import type { PaperIds } from '../paper';
import { listEntryText, type NewListPaper } from './listEntry';
import { isLoose, linkColumn, nextMarker, styleAt } from './listStyle';

/** A reading list of a note that papers can be added to. */
export interface AppendableList {
  readonly section: string;
  readonly entries: number;
  /** Of its last entry, from 0. */
  readonly lastEntry: ReadingListEntry;
}

export interface AppendOptions {
  /** The list's name as {@link appendableLists} gives it; undefined for a new section at the note's end. */
  readonly section: string | undefined;
  /** Headings that reading lists stand under. */
  readonly sections?: readonly string[];
}

export interface Appended {
  /** One insertion, or none. */
  readonly edits: readonly TextEdit[];
  readonly added: readonly NewListPaper[];
  /** Those that the note's lists have already. */
  readonly present: readonly NewListPaper[];
}

/** The lists of a note, the longest first. */
export function appendableLists(text: string, sections?: readonly string[]): readonly AppendableList[] {
  const lists = new Map<string, AppendableList>();
  for (const entry of readReadingLists(text, sections ? { sections } : {})) {
    const known = lists.get(entry.section);
    lists.set(entry.section, {
      section: entry.section,
      entries: (known?.entries ?? 0) + 1,
      lastEntry: entry,
    });
  }
  return [...lists.values()].sort((a, b) => b.entries - a.entries);
}

/**
 * Adds papers to a reading list in the style that it has: its bullets, numbers, check boxes, table or headings, its
 * links, the note's line ends. A paper that a list of the note has, by identifier or by title, is not added again.
 */
export function appendToList(
  text: string,
  papers: readonly NewListPaper[],
  options: AppendOptions,
): Appended {
  const sections = options.sections ?? defaultReadingListSections;
  const present = presentIn(text, sections);
  const added: NewListPaper[] = [];
  const listed: NewListPaper[] = [];
  for (const paper of papers) {
    const names = namesOf(paper);
    (names.some((name) => present.has(name)) ? listed : added).push(paper);
    // The same paper twice among the new ones is one.
    for (const name of names) present.add(name);
  }
  if (added.length === 0) return { edits: [], added, present: listed };
  const list = appendableLists(text, sections).find(({ section }) => section === options.section);
  const edit = list ? appendAfter(text, added, list, sections) : newSection(text, added, sections);
  return { edits: [edit], added, present: listed };
}

function appendAfter(
  text: string,
  papers: readonly NewListPaper[],
  { lastEntry, section }: AppendableList,
  sections: readonly string[],
): TextEdit {
  const tree = parseMarkdown(text);
  const style = styleAt(tree, lastEntry.range);
  const eol = lineEndOf(text);
  const same = readReadingLists(text, { sections }).filter((entry) => entry.section === section);
  const bare = same.length > 0 && same.filter(({ title }) => title === undefined).length * 2 > same.length;
  const write = (paper: NewListPaper, inTable = false): string => listEntryText(paper, { bare, inTable });
  if (style.kind === 'list') {
    const { list, item } = style;
    const between = isLoose(text, list) ? eol + eol : eol;
    const lines = papers.map((paper, i) => nextMarker(text, list, item, i + 1) + write(paper));
    return insertAt(rangeOf(list)?.end ?? lastEntry.range.end, between + lines.join(between));
  }
  if (style.kind === 'table') {
    const { table, row } = style;
    const column = linkColumn(row);
    const width = Math.max(table.children[0]?.children.length ?? 1, column + 1);
    const rows = papers.map((paper) => {
      const cells = Array.from({ length: width }, (_, i) => (i === column ? write(paper, true) : ''));
      return `| ${cells.join(' | ')} |`;
    });
    return insertAt(rangeOf(table)?.end ?? lastEntry.range.end, rows.map((each) => eol + each).join(''));
  }
  if (style.kind === 'heading') {
    const marks = '#'.repeat(style.heading.depth);
    const end = sectionEnd(tree, text, rangeOf(style.heading)?.start ?? 0, style.heading.depth);
    return insertAt(end, papers.map((paper) => `${eol}${eol}${marks} ${write(paper)}`).join(''));
  }
  return insertAt(style.end, eol + papers.map((paper) => `${eol}- ${write(paper)}`).join(''));
}

/** Where what belongs to a heading ends, empty lines aside. */
function sectionEnd(tree: MarkdownTree, text: string, start: number, depth: number): number {
  const next = tree.root.children.find(
    (node) => node.type === 'heading' && node.depth <= depth && (rangeOf(node)?.start ?? 0) > start,
  );
  const to = (next && rangeOf(next)?.start) ?? text.length;
  return text.slice(0, to).trimEnd().length;
}

/** A section of its own at the note's end, under a heading that counts as a reading list's. */
function newSection(text: string, papers: readonly NewListPaper[], sections: readonly string[]): TextEdit {
  const eol = lineEndOf(text);
  const name = sectionMatcher(sections)('Papers to Read')
    ? 'Papers to Read'
    : (sections.find((each) => !each.includes('*')) ?? 'Papers to Read');
  const bullet = /^[ \t]{0,3}([-*+])[ \t]/m.exec(text)?.[1] ?? '-';
  const lines = papers.map((paper) => `${bullet} ${listEntryText(paper, { bare: false, inTable: false })}`);
  const before =
    text.trim() === ''
      ? ''
      : /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/.test(text)
        ? ''
        : /[\r\n]$/.test(text)
          ? eol
          : eol + eol;
  const end = text === '' || /[\r\n]$/.test(text) ? eol : '';
  return insertAt(text.length, `${before}## ${name}${eol}${eol}${lines.join(eol)}${end}`);
}

function namesOf({ title, url }: NewListPaper): readonly string[] {
  const ids = url === undefined ? undefined : readPaperLink(url).ids;
  const named = titleKey(title);
  return [
    ...(ids?.arxiv === undefined ? [] : [`arxiv:${ids.arxiv}`]),
    ...(ids?.doi === undefined ? [] : [`doi:${ids.doi}`]),
    ...(named.length < 8 ? [] : [`title:${named}`]),
  ];
}

/** The names of what the note's lists hold: by link, by title, and by quoted titles without a link. */
function presentIn(text: string, sections: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const { href, title } of readReadingLists(text, { sections })) {
    const { arxiv, doi }: PaperIds = href === undefined ? {} : readPaperLink(href).ids;
    if (arxiv !== undefined) names.add(`arxiv:${arxiv}`);
    if (doi !== undefined) names.add(`doi:${doi}`);
    if (title !== undefined) names.add(`title:${titleKey(title)}`);
  }
  const isList = sectionMatcher(sections);
  let depth = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const heading = line.length > 300 ? null : /^[ \t]{0,3}(#{1,6})[ \t]+(.*)$/.exec(line);
    const level = heading?.[1]?.length ?? 7;
    if (heading && isList(heading[2] ?? '')) depth = level;
    else if (heading && level <= depth) depth = 0;
    const quoted =
      depth > 0 && line.length <= 1_000 ? /["“「『](.{6,}?)["”」』]/u.exec(line)?.[1] : undefined;
    if (quoted !== undefined) names.add(`title:${titleKey(quoted)}`);
  }
  return names;
}

/** The note's own; its first where it has several. */
function lineEndOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

function insertAt(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText };
}
