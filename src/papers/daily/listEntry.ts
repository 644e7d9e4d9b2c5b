import { pageOfIds } from '../links';
import type { DailyEntry } from './dailyEntry';

/** What is written of a paper into a reading list. */
export interface NewListPaper {
  readonly title: string;
  /** Where it is read; undefined where only its title is known. */
  readonly url: string | undefined;
  readonly organisation: string | undefined;
  /** `2024-12-18` */
  readonly day: string | undefined;
  /** Written only where the user gave one. */
  readonly priority: number | undefined;
}

export function newListPaper(entry: DailyEntry, priority: number | undefined): NewListPaper {
  return {
    title: entry.title,
    url: pageOfIds(entry.ids),
    organisation: entry.organisation,
    day: entry.date?.iso,
    priority,
  };
}

/**
 * A paper as a list has its others: `[Title](address)`, or the bare address; a paper without an address as its quoted
 * title with what else is known, `"Title" (Deep Lab, 2024-12-18)`.
 */
export function listEntryText(
  paper: NewListPaper,
  style: { readonly bare: boolean; readonly inTable: boolean },
): string {
  const priority = paper.priority === undefined ? '' : ` (p${paper.priority})`;
  const text =
    paper.url === undefined
      ? citation(paper)
      : style.bare
        ? paper.url
        : `[${escapeText(paper.title)}](${paper.url})`;
  const whole = `${text}${priority}`;
  return style.inTable ? whole.replaceAll('|', String.raw`\|`) : whole;
}

function citation({ title, organisation, day }: NewListPaper): string {
  const known = [organisation, day].filter((part) => part !== undefined).map(escapeText);
  // A quote within would end the title.
  const quoted = escapeText(title.replace(/["“”„]/gu, "'"));
  return `"${quoted}"${known.length === 0 ? '' : ` (${known.join(', ')})`}`;
}

/** What markdown would take for marks stays what it is; maths stays maths. */
function escapeText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[\\`*_[\]<]/g, (mark, at: number) => (isMark(text, mark, at) ? `\\${mark}` : mark));
}

/** Underscores within words and what stands in maths are none. */
function isMark(text: string, mark: string, at: number): boolean {
  if (mark === '[' || mark === ']') return true;
  const dollars = text.slice(0, at).split('$').length - 1;
  const inMath = dollars % 2 === 1 && text.slice(at).includes('$');
  if (inMath) return false;
  return (
    mark !== '_' || !(/[\p{L}\p{N}]$/u.test(text.slice(0, at)) && /^_[\p{L}\p{N}]/u.test(text.slice(at)))
  );
}
