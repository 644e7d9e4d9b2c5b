import { readOutline, type OutlineNode } from '../outline/outline';
import type { GlossaryEntry } from './glossary';
import { LectureLabels } from './labels';
import type { Lecture, LectureNote } from './lecture';
import { labelOf } from './sections';
import { lectureHeadingLike } from './structure';
import { readTerms } from './terms';

const labels = new LectureLabels();
const glossaryHeading =
  /^[ \t]{0,3}(?:#{1,6}[ \t]|\*\*)[^\r\n]{0,60}(?:glossary|terminology|vocabulary|용어)/im;

/** The terms that a note explains: in its lectures, or, in any other note, under a heading "Glossary". */
export function noteTerms(note: string, text: string, { lectures }: LectureNote): readonly GlossaryEntry[] {
  if (lectures.length > 0) return lectures.flatMap((lecture) => lectureTerms(note, lecture));
  return glossaryHeading.test(text) ? glossaryTerms(note, text) : [];
}

function lectureTerms(note: string, lecture: Lecture): readonly GlossaryEntry[] {
  const title = lecture.title?.text ?? '';
  return lecture.terms.map((entry) => {
    const part = lecture.parts.find(({ terms }) => terms.includes(entry));
    return { note, entry, where: [title, part?.name ?? ''].filter((each) => each !== '').join(' › ') };
  });
}

function glossaryTerms(note: string, text: string): readonly GlossaryEntry[] {
  const outline = readOutline(text, lectureHeadingLike(labels));
  const found: GlossaryEntry[] = [];
  const look = (node: OutlineNode): void => {
    for (const child of node.children) {
      if (child.kind !== 'heading') continue;
      const label = labelOf(outline.text, child, labels);
      if (label?.key !== 'terms') look(child);
      else
        for (const entry of readTerms(outline.text, child, label.rest))
          found.push({ note, entry, where: '' });
    }
  };
  look(outline.root);
  return found;
}
