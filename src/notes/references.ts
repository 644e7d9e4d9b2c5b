import { withoutMarks } from './entryMarks';

/** What a reference says of its paper without linking it. */
export interface Reference {
  readonly title: string;
  /** As written: "Vaswani", "A. Vaswani", "Vaswani, A.". */
  readonly authors: readonly string[];
  readonly year: number | undefined;
}

/** No line of a bibliography is longer. */
const longest = 1500;
const year = /(?<![\d.:/-])(?:1[89]|20)\d{2}(?![\d:/-])/u;
/** Every year that is read of a reference has these digits; looking for them takes a fraction of the time. */
const yearDigits = /(?:1[89]|20)\d\d/;
const quotes = /[“”„"「『《«]([^“”„"」』》»]{6,400}?)[,.]?[“”"」』》»]/u;
/** Family names with their particles, or initials. */
const name = String.raw`(?:(?:van|von|der|den|de|del|della|di|da|la|le|el|al|bin|ter|ten|dos)\s)*\p{Lu}[\p{L}'’.-]*`;
const authorYear = new RegExp(
  String.raw`(?<authors>${name}(?:\s${name}){0,3}(?:(?:\s?,\s?|\s(?:&|and)\s|\s?,\s(?:&|and)\s)${name}(?:\s${name}){0,3}){0,4}(?:,?\s(?:et al\.?|외)(?:,?\s\p{Lu}[\p{L}-]{2,12}(?=[\s,'’]))?)?)[\s,]{0,3}[(]?(?<year>(?:1[89]|20)\d{2})[a-z]?[)]?`,
  'u',
);

const titleBeforeAuthorYear = new RegExp(
  String.raw`^(?<title>.{8,300}?)\s*(?:[([–—-]|,|\bby\b|\s-)\s*${authorYear.source}[\s)\].]*$`,
  'u',
);
const titleAfterAuthorYear = new RegExp(
  String.raw`^${authorYear.source}\s*[:,.–—-]\s*(?<title>.{8,300})$`,
  'u',
);

/**
 * The reference that a line is: a quoted or emphasised title with authors or a year, or one of the forms of
 * bibliographies (APA's "Authors (year). Title.", the "[n] Authors. Title. Venue, year." of others, "Title (Author et
 * al., year)"). Undefined where the line is something else.
 * @param emphasised the line's text in bold or italics.
 * @param strict the line must name authors and year: what stands in no list item may be any sentence.
 */
export function readReference(
  text: string,
  emphasised: string | undefined,
  strict = false,
): Reference | undefined {
  if (text.length > longest || (strict && !yearDigits.test(text))) return undefined;
  const numbered = /^\s*(?:\[\w{1,12}\]|\(\d{1,3}\)|\d{1,3}[.)])\s+/.exec(text)?.[0] ?? '';
  const line = withoutTags(withoutMarks(text.slice(numbered.length)));
  const found =
    quotedReference(line) ??
    apa(line) ??
    emphasisedReference(line, emphasised) ??
    withAuthorYear(line) ??
    (numbered !== '' || strict || year.test(line) ? (afterInitials(line) ?? sentences(line)) : undefined);
  if (!found || !isTitle(found.title)) return undefined;
  if (strict && (found.authors.length === 0 || found.year === undefined)) return undefined;
  return found;
}

/** "#tag" and what is left of the white space around it. */
export function withoutTags(text: string): string {
  return text
    .replace(/(?<=^|\s)#\p{L}[\p{L}\p{N}_/-]*/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The authors and the year of "Vaswani et al., 2017", wherever in a text. */
export function readAttribution(text: string): Omit<Reference, 'title'> | undefined {
  const groups = yearDigits.test(text) ? authorYear.exec(text.slice(0, longest))?.groups : undefined;
  if (!groups) return undefined;
  return { authors: authorsIn(groups['authors'] ?? ''), year: Number(groups['year']) };
}

function quotedReference(line: string): Reference | undefined {
  const match = quotes.exec(line);
  const title = match?.[1]?.trim();
  if (!match || title === undefined || !title.includes(' ')) return undefined;
  const before = line.slice(0, match.index);
  const after = line.slice(match.index + match[0].length);
  const found = around(title, before, after);
  const leads = /^[\s\p{P}\p{S}]*$/u.test(before);
  // "He said “…” in 2019" quotes no title: before one stand its authors, or nothing.
  if (!leads && authorsBefore(before).length === 0) return undefined;
  const alone = leads && after.length <= title.length;
  return found.authors.length > 0 || found.year !== undefined || alone ? found : undefined;
}

function emphasisedReference(line: string, emphasised: string | undefined): Reference | undefined {
  const at = emphasised === undefined ? -1 : line.indexOf(emphasised);
  if (emphasised === undefined || at < 0 || emphasised.split(' ').length < 2) return undefined;
  const found = around(emphasised, line.slice(0, at), line.slice(at + emphasised.length));
  return found.authors.length > 0 || found.year !== undefined ? found : undefined;
}

/** A title with what stands on both sides of it: authors before it, or after it and before the year. */
function around(title: string, before: string, after: string): Reference {
  const found = year.exec(after) ?? year.exec(before);
  const leading = authorsBefore(before);
  const trailing =
    /^[\s,.:;–—-]*(?:\(|by\s+)?([^(]*?)(?:[\s,(]*(?:1[89]|20)\d{2}|\s*\(|[.);]\s|[.)]?$)/u.exec(after)?.[1];
  const authors = leading.length > 0 ? leading : authorsIn(trailing ?? '');
  return { title: tidy(title), authors, year: found ? Number(found[0]) : undefined };
}

function authorsBefore(text: string): readonly string[] {
  return authorsIn(text.replace(/\(?(?:1[89]|20)\d{2}[a-z]?\)?/u, ' '));
}

/** "Vaswani, A., & Shazeer, N. (2017). Title. Venue." and "Vaswani et al. (2017): Title". */
function apa(line: string): Reference | undefined {
  const match =
    /^(?<authors>[^()]{2,400}?)[\s,.]*\((?<year>(?:1[89]|20)\d{2})[a-z]?(?:,[^)]{0,20})?\)\s*[.,:–—-]?\s*(?<title>.+)$/u.exec(
      line,
    );
  const { authors: before = '', year: written = '', title: rest = '' } = match?.groups ?? {};
  const authors = authorsIn(before);
  if (authors.length === 0) return undefined;
  return { title: firstSentence(rest), authors, year: Number(written) };
}

/** "Title (Vaswani et al., 2017)", "Title, Vaswani and Shazeer, 2017", "Vaswani et al. 2017 – Title". */
function withAuthorYear(line: string): Reference | undefined {
  const leading = titleAfterAuthorYear.exec(line)?.groups;
  const groups = leading ?? titleBeforeAuthorYear.exec(line)?.groups;
  if (!groups || (groups['title'] ?? '').split(' ').length < 2) return undefined;
  const title = (leading ? firstSentence : tidy)(groups['title'] ?? '');
  return { title, authors: authorsIn(groups['authors'] ?? ''), year: Number(groups['year']) };
}

const initials = String.raw`\p{Lu}\.(?:[\s-]?\p{Lu}\.){0,3}`;
const inverted = new RegExp(
  String.raw`^(?<authors>${name},\s${initials}(?:(?:,|,?\s(?:and|&))\s${name},\s${initials}){0,12}(?:,?\set al\.)?)\s(?<title>\p{Lu}[^.]{7,300}[.?])(?:\s|$)`,
  'u',
);

/** "Chizat, L. and Bach, F. Title. Venue, 2018.": an initial's full stop ends the names. */
function afterInitials(line: string): Reference | undefined {
  const { authors = '', title = '' } = inverted.exec(line)?.groups ?? {};
  const found = year.exec(line);
  if (!found || title === '') return undefined;
  return { title: tidy(title), authors: authorsIn(authors), year: Number(found[0]) };
}

/** "A. Vaswani, N. Shazeer. Title. In Venue, 2017." and "Vaswani, A., Shazeer, N. 2017. Title. Venue." */
function sentences(line: string): Reference | undefined {
  // An initial's full stop ends nothing.
  const parts = line.split(/(?<!(?:^|[\s.,-])\p{Lu})(?<!\bal)[.]\s+|(?<=\bal)[.]\s+(?=\p{Lu})/u);
  const [first = '', second = '', third = ''] = parts;
  const found = year.exec(line);
  if (!found || second === '') return undefined;
  const authors = authorsBefore(first.replace(/\s*\(eds?\.?\)/u, ''));
  const title = /^(?:1[89]|20)\d{2}[a-z]?$/u.test(second.trim()) ? third : second;
  if (authors.length > 0) return { title: tidy(title), authors, year: Number(found[0]) };
  const after = authorsIn(second);
  return after.length > 0 && /\d/.test(third)
    ? { title: tidy(first), authors: after, year: Number(found[0]) }
    : undefined;
}

function firstSentence(text: string): string {
  return tidy(/^(.*?[.?!])(?=\s|$)/u.exec(text)?.[1]?.replace(/\.$/, '') ?? text);
}

function tidy(title: string): string {
  return title.replace(/^[\s\p{Pd}:：,.;*_“”"]+|[\s\p{Pd}:：,.;*_“”"]+$/gu, '').replace(/\s+/gu, ' ');
}

/** A sentence of a title has words, and is no venue's. */
function isTitle(title: string): boolean {
  const words = title.split(' ');
  return (
    words.length >= 2 &&
    words.length <= 40 &&
    /\p{L}{3}/u.test(title) &&
    !/^(?:in|proc|proceedings|arxiv|journal)\b/iu.test(title)
  );
}

/**
 * Names in a list of authors, each as written; empty where any part of it is no name. "et al." and "외" stand for
 * people who are not named.
 */
function authorsIn(text: string): readonly string[] {
  const list = text
    .replace(/^[\s\p{P}]*(?:by\s+)?/u, '')
    .replace(/[\s,]*(?:\bet al\b\.?|외(?:\s*\d+인)?)[\s.,:]*$/u, '')
    .replace(/[\s,:;–—-]+$/u, '');
  if (list === '' || list.length > 600) return [];
  const parts = list.split(/\s*(?:;|&|\band\b|\b및\b|·)\s*|\s*,\s*/u).filter((part) => part !== '');
  const names: string[] = [];
  for (const part of parts) {
    // "Vaswani, A.": the initials after a comma belong to the name before it.
    const initials = /^(?:\p{Lu}\.?[\s-]?){1,4}$/u.test(part);
    if (initials && names.length > 0) names.push(`${names.pop() ?? ''}, ${part}`);
    else if (isName(part)) names.push(part);
    else return [];
  }
  return names;
}

function isName(text: string): boolean {
  if (/^\p{Script=Hangul}{2,4}$/u.test(text)) return true;
  const words = text.split(/\s+/);
  if (words.length > 5) return false;
  const particles = /^(?:van|von|der|den|de|del|della|di|da|la|le|el|al|bin|ter|ten|dos|jr\.?)$/iu;
  return (
    words.some((word) => /^\p{Lu}[\p{L}'’-]+$/u.test(word)) &&
    words.every((word) => /^\p{Lu}[\p{L}'’.-]*$/u.test(word) || particles.test(word))
  );
}
