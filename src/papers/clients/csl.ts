import { z } from 'zod';
import { readDoi } from '../doi';
import { compactFacts, type PaperFacts } from './client';
import { markupToText, titleText } from './markup';

/** A field that comes as text, as a list of texts, as null or not at all. */
const texts = z
  .union([z.string(), z.array(z.string().nullable())])
  .nullish()
  .transform((value) =>
    (typeof value === 'string' ? [value] : (value ?? [])).filter((each): each is string => Boolean(each)),
  );
const optionalText = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null ? undefined : String(value)));
const nameSchema = z.object({
  given: optionalText,
  family: optionalText,
  /** A group's name: `name` as Crossref has it, `literal` as CSL does. */
  name: optionalText,
  literal: optionalText,
});
const dateSchema = z
  .object({ 'date-parts': z.array(z.array(z.union([z.number(), z.string()]).nullable())).optional() })
  .nullish();

/** What Crossref's works and CSL-JSON have in common; nearly everything is optional. */
export const cslSchema = z.object({
  DOI: optionalText,
  type: optionalText,
  title: texts,
  subtitle: texts,
  author: z.array(nameSchema).nullish(),
  editor: z.array(nameSchema).nullish(),
  'container-title': texts,
  issued: dateSchema,
  published: dateSchema,
  publisher: optionalText,
  volume: optionalText,
  issue: optionalText,
  page: optionalText,
  'article-number': optionalText,
  abstract: optionalText,
});
type CslItem = z.infer<typeof cslSchema>;

/** Crossref's names of types, as CSL has them. */
const cslTypes: Readonly<Record<string, string>> = {
  'journal-article': 'article-journal',
  'proceedings-article': 'paper-conference',
  'book-chapter': 'chapter',
  'book-section': 'chapter',
  'book-part': 'chapter',
  'reference-entry': 'entry-encyclopedia',
  book: 'book',
  monograph: 'book',
  'edited-book': 'book',
  'reference-book': 'book',
  proceedings: 'book',
  'posted-content': 'article',
  preprint: 'article',
  dissertation: 'thesis',
  'report-component': 'report',
};

/** Undefined where it has no title: there is nothing to know a paper by. */
export function factsOfCsl(item: CslItem): PaperFacts | undefined {
  const title = fullTitle(item);
  if (title === '') return undefined;
  const doi = readDoi(item.DOI ?? '');
  const type = item.type === undefined ? undefined : (cslTypes[item.type] ?? item.type);
  const named = item.author?.length ? item.author : type === 'book' ? (item.editor ?? []) : [];
  const venues = item['container-title'].map(titleText).filter((venue) => venue !== '');
  return compactFacts({
    ids: doi === undefined ? {} : { doi },
    title,
    authors: named.map(personName).filter((name) => name !== ''),
    year: yearOf(item.issued) ?? yearOf(item.published),
    abstract: markupToText(item.abstract ?? ''),
    doi,
    type,
    // The series comes first, the book itself last.
    venue: type === 'chapter' || type === 'paper-conference' ? venues.at(-1) : venues[0],
    publisher: titleText(item.publisher ?? ''),
    volume: item.volume?.trim(),
    issue: item.issue?.trim(),
    pages: pageRange(item.page ?? item['article-number']),
  });
}

/** `12-34` with the dash of a range. */
export function pageRange(pages: string | undefined): string | undefined {
  return pages
    ?.trim()
    .replace(/^([\w.:]+)\s*[-‐‑–—]+\s*([\w.:]+)$/, (_whole, from: string, to: string) =>
      from === to ? from : `${from}–${to}`,
    );
}

/** The subtitle, where the title does not have it already. */
function fullTitle({ title, subtitle }: CslItem): string {
  const main = titleText(title[0] ?? '');
  const sub = titleText(subtitle[0] ?? '');
  if (main === '' || sub === '' || main.toLowerCase().includes(sub.toLowerCase())) return main;
  return /[:?!]$/.test(main) ? `${main} ${sub}` : `${main}: ${sub}`;
}

function personName({ given, family, name, literal }: z.infer<typeof nameSchema>): string {
  const parts = [given, family].map((part) => titleText(part ?? '')).filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : titleText(name ?? literal ?? '');
}

function yearOf(date: z.infer<typeof dateSchema>): number | undefined {
  const year = Number(date?.['date-parts']?.[0]?.[0] ?? NaN);
  return Number.isInteger(year) && year > 1000 && year < 3000 ? year : undefined;
}
