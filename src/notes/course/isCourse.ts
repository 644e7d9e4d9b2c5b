import { isContentsHeading } from './contentsTable';

/** Numbered sections, so many of them and in so many chapters, make a course of a long note. */
const fewestSections = 8;
const fewestChapters = 4;
const shortestUnannounced = 20_000;

const chapterLine =
  /^(?:#{1,6}[ \t]+)?(?:\*\*)?(?:chapter|lecture|week|unit|module)[ \t]+(\d{1,3})(?![\p{L}\p{N}]|\.\d)|^(?:#{1,6}[ \t]+)?제?[ \t]?(\d{1,3})[ \t]?(?:장|강)(?=[ \t]\p{L})/gimu;
const numberedHeading = /^#{1,3}[ \t]+(?:\*\*)?(\d{1,3})\.?[ \t]+\p{L}/gmu;
const numberedSection =
  /^(?:#{1,6}[ \t]+)?(?:<[^<>\n]{1,60}><\/\w{1,5}>)?(?:\*\*)?(\d{1,3})\.\d{1,3}(?:\.\d{1,3})?\.?[ \t]+\p{L}/gmu;
const partLine =
  /^(?:#{1,6}[ \t]+)?(?:\*\*)?(?:part[ \t]+(?:[ivx]{1,5}|\d{1,2}|one|two|three)(?![\p{L}\p{N}])|제?[ \t]?\d{1,2}[ \t]?부(?=[ \t]\p{L}))/gimu;
const latexChapter = /^[ \t]*\\chapter\*?\{/gm;
const contentsLine = /^.*(?:contents|목차|차례)[^\n]{0,20}$/gim;

/**
 * Whether a note is a course: a text in chapters, told from its numbering alone in a few linear passes. A paper's
 * sections, a lecture's parts and a heading or two with a number are none.
 */
export function isCourse(text: string): boolean {
  if (text.length < 500) return false;
  if (count(text, latexChapter, 2) >= 2) return true;
  const chapters = distinct(text, chapterLine);
  if (chapters >= 3) return true;
  const parts = count(text, partLine, 2);
  if (parts >= 1 && distinct(text, numberedHeading) + chapters >= 3) return true;
  const sections = count(text, numberedSection, fewestSections);
  if (sections < fewestSections || distinct(text, numberedSection) < fewestChapters) return false;
  return parts >= 2 || text.length >= shortestUnannounced || hasContents(text);
}

function count(text: string, pattern: RegExp, enough: number): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) if (++found >= enough) break;
  return found;
}

/** How many different numbers the first group has, up to what decides. */
function distinct(text: string, pattern: RegExp): number {
  const numbers = new Set<string>();
  for (const match of text.matchAll(pattern)) {
    numbers.add(match[1] ?? match[2] ?? '');
    if (numbers.size >= fewestChapters) break;
  }
  return numbers.size;
}

function hasContents(text: string): boolean {
  for (const [line] of text.matchAll(contentsLine)) {
    if (isContentsHeading(line.replace(/^[#*\s]+|[*\s]+$/g, ''))) return true;
  }
  return false;
}
