import type { TextEdit } from '../../base/text';
import type { LectureGap } from './gaps';
import { fieldEdits } from './insertField';
import { emptySectionEdits, sectionEdits } from './insertSection';
import type { LectureTemplate } from './template';

/** What fills a gap with a form to write in; empty where only its author can fill it. */
export function gapEdits(text: string, gap: LectureGap, template: LectureTemplate): readonly TextEdit[] {
  switch (gap.kind) {
    case 'section':
      return sectionEdits(text, gap, template);
    case 'empty-section':
      return emptySectionEdits(text, gap, template);
    case 'field':
      return fieldEdits(text, gap, template);
    case 'meta':
    case 'empty-field':
    case 'no-fix':
    case 'no-limitation':
      return [];
  }
}
