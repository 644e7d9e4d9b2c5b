import { leadingLabel } from './names';
import { mentionsIn, reports, type NoteNames } from './noteNames';

/** A line with whose it is. */
export interface SpokenLine {
  readonly people: readonly string[];
  /** Without the names, where they stand apart from what was said. */
  readonly text: string;
}

const dashed = /^([^-–—→]{1,60}?)\s(?:[-–—→]|->)\s(.+)$/su;
const bracketed = /^[[(（]\s*([^()[\]（）]{1,60})\s*[)\]）]\s*[:：]?\s*(.+)$/su;
const latinSubject =
  /^((?:\p{Lu}\.[ -]?)*\p{Lu}[\p{L}’'-]*(?:(?:,| and| &)? \p{Lu}[\p{L}’'.-]*){0,4}) (.+)$/su;
const koreanSubject = /^(\p{Script=Hangul}{2,4}?)(?:님|씨)?(?:이|가|은|는|께서)\s(.+)$/su;

/** "홍철: …", "Mateo – …", "[Ada] …", "@Mateo …", "Ada proposed …", "길동이 …": who said it. */
export function spokenLine(text: string, names: NoteNames): SpokenLine | undefined {
  const label = leadingLabel(text);
  const labelled = label && names.list(label.label);
  if (label && labelled && label.rest !== '') return { people: labelled, text: label.rest };
  for (const pattern of [bracketed, dashed]) {
    const match = pattern.exec(text);
    const people = match && names.list(match[1] ?? '');
    if (match && people) return { people, text: match[2] ?? '' };
  }
  if (/^[@＠]/u.test(text)) {
    const [first] = mentionsIn(text, names);
    if (first !== undefined && text.startsWith(first) && text.length > first.length) {
      return { people: [first], text: text.slice(first.length).replace(/^[\s,:：]+/u, '') };
    }
  }
  const latin = latinSubject.exec(text);
  if (latin && reports.test(latin[2] ?? '')) {
    const people = names.list(latin[1] ?? '');
    if (people) return { people, text: latin[2] ?? '' };
  }
  const korean = koreanSubject.exec(text);
  const person = korean && names.list(korean[1] ?? '');
  return korean && person ? { people: person, text: korean[2] ?? '' } : undefined;
}
