import type { Stub } from './course';
import { isPlaceholderTitle } from './placeholders';
import type { OutlineChapter } from './outline';
import type { Substance } from './substance';

/** Chapters with fewer words of their own are taken for unwritten, unless a setting says otherwise. */
export const defaultStubWords = 40;

/** Says why a chapter is believed to be unwritten; undefined where it is written. */
export function judgeStub(
  chapter: OutlineChapter,
  substance: Substance,
  fewestWords: number,
): Stub | undefined {
  if (chapter.heading.missing) {
    return { why: 'The table of contents lists it, but its heading is nowhere in the text.' };
  }
  const { own, shared, placeholder, example, notice } = substance;
  if (own >= fewestWords) return undefined;
  const reasons = [wordsReason(own, fewestWords, shared + placeholder)];
  if (example) {
    reasons.push(
      `${words(shared)} ${shared === 1 ? 'is' : 'are'} in text that it shares with other chapters (“${shorten(example.text)}” stands in ${example.chapters})`,
    );
  }
  if (notice !== undefined) reasons.push(`it says itself that it is to be written: “${shorten(notice)}”`);
  const title = placeholderTitle(chapter);
  if (title !== undefined) reasons.push(title);
  return { why: `${joined(reasons)}.` };
}

function wordsReason(own: number, fewest: number, others: number): string {
  if (own === 0 && others === 0) return 'Nothing but headings stands in it';
  if (own === 0) return 'It has no words of its own';
  return `It has ${words(own)} of its own, fewer than ${fewest}`;
}

function placeholderTitle({ heading, sections }: OutlineChapter): string | undefined {
  const placeholders = sections.filter((section) => isPlaceholderTitle(section.heading.title));
  const [first] = placeholders;
  if (first && placeholders.length === sections.length) {
    const which = sections.length === 1 ? 'its only section is' : `all its ${sections.length} sections are`;
    return `${which} called “${first.heading.title}”`;
  }
  return isPlaceholderTitle(heading.title) ? `its title “${heading.title}” is a placeholder` : undefined;
}

function words(count: number): string {
  return count === 1 ? 'one word' : `${count} words`;
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59).trimEnd()}…`;
}

function joined(reasons: readonly string[]): string {
  return reasons.join('; ');
}
