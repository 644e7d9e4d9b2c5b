import type { CourseLines } from './courseLines';
import { isPlaceholderText } from './placeholders';
import type { OutlineChapter } from './outline';

/** A sentence that stands in so many chapters is part of a template. */
const fewestSharing = 3;
/** Sentences are compared by so many characters, and by their words alone. */
const longestCompared = 160;

/** What a chapter holds, in words. */
export interface Substance {
  /** Its own. */
  readonly own: number;
  /** In sentences that several chapters share. */
  readonly shared: number;
  /** In sentences that say themselves that something is to come. */
  readonly placeholder: number;
  /** The shared sentence it has that most chapters have. */
  readonly example: { readonly text: string; readonly chapters: number } | undefined;
  /** What is left to be written, as it says itself: "TODO". */
  readonly notice: string | undefined;
  /** Its own words by section, in the order of its sections; subsections are counted for themselves. */
  readonly sections: readonly number[];
}

interface Sentence {
  readonly key: string;
  readonly text: string;
  readonly words: number;
  /** Index of the section, -1 before the first. */
  readonly section: number;
}

/**
 * Counts the words of chapters, two passes over their sentences: one to learn which sentences are the template's,
 * one to count the others. Both yield between chapters.
 */
export class SubstanceReader {
  private readonly sentences: (readonly Sentence[])[] = [];
  private readonly sharing = new Map<string, number>();

  constructor(
    private readonly lines: CourseLines,
    private readonly isText: (line: number) => boolean,
  ) {}

  learn(chapter: OutlineChapter): void {
    const sentences = chapter.heading.missing ? [] : this.read(chapter);
    this.sentences.push(sentences);
    for (const key of new Set(sentences.map((sentence) => sentence.key))) {
      this.sharing.set(key, (this.sharing.get(key) ?? 0) + 1);
    }
  }

  count(index: number, sectionCount: number): Substance {
    const sections = new Array<number>(sectionCount).fill(0);
    let [own, shared, placeholder] = [0, 0, 0];
    let example: Substance['example'];
    let notice: string | undefined;
    for (const { key, text, words, section } of this.sentences[index] ?? []) {
      const chapters = this.sharing.get(key) ?? 0;
      if (isPlaceholderText(text)) {
        placeholder += words;
        notice ??= text;
      } else if (chapters >= fewestSharing && words > 0) {
        shared += words;
        if (chapters > (example?.chapters ?? 0)) example = { text, chapters };
      } else {
        own += words;
        if (section >= 0) sections[section] = (sections[section] ?? 0) + words;
      }
    }
    return { own, shared, placeholder, example, notice, sections };
  }

  private read({ heading, implied, last, first, sections }: OutlineChapter): readonly Sentence[] {
    const sentences: Sentence[] = [];
    const starts = sections.filter((section) => !section.heading.missing);
    let next = 0;
    let section = -1;
    for (let line = implied ? first : heading.lastLine + 1; line <= last; line++) {
      while ((starts[next]?.first ?? Infinity) <= line) {
        const started = starts[next++];
        section = started ? sections.indexOf(started, section + 1) : section;
      }
      if (!this.isText(line)) continue;
      for (const text of sentencesOf(this.lines.textOf(line))) {
        const words = countWords(text);
        if (words > 0)
          sentences.push({ key: sentenceKey(text), text: text.slice(0, longestCompared), words, section });
      }
    }
    return sentences;
  }
}

/** Splits at ". " and its like; a sentence over several lines counts as several, the same in all chapters. */
function sentencesOf(line: string): readonly string[] {
  return line.split(/(?<=[.?!。])\s+/u);
}

/** What makes two sentences the same: numbers count for nothing, as "Theorem 3.1" and "Theorem 4.1" show. */
function sentenceKey(text: string): string {
  return text
    .slice(0, longestCompared)
    .toLowerCase()
    .replace(/\d+(?:[.\s]\d+)*/g, '#')
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim();
}

const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

/** Words as a reader counts them; of languages without spaces each character is one. */
export function countWords(text: string): number {
  let count = 0;
  let inWord = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // What is not ASCII needs the tables of Unicode, which are slow.
    if (code > 127) return countWithTables(text);
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
    if (isLetter && !inWord) count++;
    // "don't" and "well-known"
    inWord = isLetter || (inWord && (code === 39 || code === 45));
  }
  return count;
}

function countWithTables(text: string): number {
  let count = 0;
  word.lastIndex = 0;
  while (word.test(text)) count++;
  return count;
}
