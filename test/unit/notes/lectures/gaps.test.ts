import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../../src/base/text';
import { gapEdits } from '../../../../src/notes/lectures/gapEdits';
import { lectureGaps, type LectureGap } from '../../../../src/notes/lectures/gaps';
import { readLectures } from '../../../../src/notes/lectures/readLectures';
import {
  defaultTemplate,
  fillTemplate,
  readTemplate,
  type LectureTemplate,
} from '../../../../src/notes/lectures/template';
import { koreanTemplate } from '../../../../src/notes/lectures/templateTexts';
import { lectureFixture } from './notes';

function gapsOf(text: string, template: LectureTemplate = defaultTemplate()): readonly LectureGap[] {
  return readLectures(text, template.labels).lectures.flatMap((lecture) => lectureGaps(lecture, template));
}

const tell = (gap: LectureGap): string =>
  [gap.kind, gap.label, 'part' in gap && gap.part ? gap.part.name : ''].join(' ').trim();

/** The note with every gap filled that can be. */
function filled(text: string, template: LectureTemplate = defaultTemplate()): string {
  const edits = gapsOf(text, template).flatMap((gap) => gapEdits(text, gap, template));
  return applyTextEdits(text, edits);
}

describe('lectureGaps', () => {
  it('tells what a lecture lacks: fields, sections of each part but the first one’s limitation, content', () => {
    expect(gapsOf(lectureFixture('bullets')).map(tell)).toEqual([
      'field Source/Link',
      'empty-field Lecturer',
      'section Terminology Map Part 1',
      'section Flow of this part Part 2',
      'section Why it matters Part 2',
    ]);
    expect(gapsOf(lectureFixture('headings')).map(tell)).toEqual([
      'section Flow of this part 2부',
      'section Why it matters 2부',
    ]);
  });

  it('takes an address in angle brackets for a source', () => {
    const text = lectureFixture('bullets').replace('Lecturer:', 'Lecturer: <https://example.org/me>');
    expect(gapsOf(text).map(tell)).not.toContain('empty-field Lecturer');
  });

  it('tells a limitation without a fix, and a fix without a limitation', () => {
    const text = lectureFixture('korean')
      .replace('- **해결**: 조금씩 지운다\n', '')
      .replace('천 번을 돌아야 한다 → 건너뛴다', '해결: 건너뛴다');
    expect(gapsOf(text).map(tell)).toEqual(
      expect.arrayContaining(['no-fix 파트 1 파트 1', 'no-limitation 파트 2 파트 2']),
    );
  });

  it('takes sections at the end of a lecture for those of its parts', () => {
    const text = `${lectureFixture('headings')}\n## Why it matters\nSamples and densities from one model.\n`;
    expect(gapsOf(text).map(tell)).toEqual(['section Flow of this part 2부']);
  });

  it('says nothing of notes that do not follow the template', () => {
    expect(gapsOf('# Ideas\n## Part 1\n- a limit\n- a fix\n')).toEqual([]);
  });
});

describe('gapEdits', () => {
  it('writes as the note writes: tabs, bullets and its own order', () => {
    const after = filled(lectureFixture('bullets'));
    expect(after).toContain('\t\t- Lecturer:\n\t\t- Source/Link: \n\t- Part 1\n');
    expect(after).toContain('Kantorovich\n\t\t- Terms\n\t\t\t- \n\t\t- Why it matters\n');
    expect(after).toContain('makes them smooth\n\t\t- Flow\n\t\t\t- \n\t\t- Terms\n');
    expect(after).toContain('a joint law\n\t\t- Why it matters\n\t\t\t- \n\t- My confusion\n');
  });

  it('writes headings with the words that the other parts have', () => {
    const after = filled(lectureFixture('headings'));
    expect(after).toContain('triangular Jacobians\n### 이 파트의 흐름\n1) \n### Glossary');
    expect(after).toContain('- KL divergence (KL)\n### 왜 중요한가\n\n## Q&A');
  });

  it('keeps CRLF and a missing final newline', () => {
    const text = lectureFixture('korean').trimEnd().replaceAll('\n', '\r\n');
    const after = filled(text);
    expect(after).toContain('건너뛴다\r\n- 흐름\r\n  - \r\n- 새 용어');
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(after.endsWith('로그 밀도의 기울기')).toBe(true);
  });

  it('fills everything that it says is missing', () => {
    for (const name of ['headings', 'bullets', 'template', 'korean', 'lines'] as const) {
      const left = gapsOf(filled(lectureFixture(name))).map(({ kind }) => kind);
      expect(
        left.filter((kind) => kind === 'section' || kind === 'field'),
        name,
      ).toEqual([]);
    }
  });

  it('puts what a limitation is made of below a label that nothing follows', () => {
    const text =
      '## Meta\n- Course: a\n- Date: b\n## Part 1\n- Flow\n  1. c\n## Part 2\n* Limitation → Fix\n* Flow\n  1. d\n';
    const [gap] = gapsOf(text).filter(({ kind }) => kind === 'empty-section');
    expect(gap && applyTextEdits(text, gapEdits(text, gap, defaultTemplate()))).toContain(
      '* Limitation → Fix\n  * prev: \n  * fix: \n* Flow',
    );
  });
});

describe('readTemplate', () => {
  const own =
    '# {{title}}\n\n## Info\n- Class:\n- When:\n\n## Part 1\n- Flow\n- Exercises\n- Glossary\n\n## Questions\n- Q.\n';

  it('asks for what a template of the user’s own asks for, sections of their own among it', () => {
    const template = readTemplate(own);
    expect(template.parts.map((sections) => sections.map(({ key }) => key))).toEqual([
      ['flow', 'own:exercises', 'terms'],
    ]);
    const text =
      '# A\n## Info\n- Class: x\n- When: 2026-01-01\n## Part 1\n- Flow\n  - a\n- Exercises\n  - b\n## Part 2\n- Flow\n  - c\n## Questions\n- Q. d\n';
    expect(gapsOf(text, template).map(tell)).toEqual([
      'section Glossary Part 1',
      'section Exercises Part 2',
      'section Glossary Part 2',
    ]);
    expect(filled(text, template)).toContain('  - c\n- Exercises\n  - \n- Glossary\n  - \n## Questions');
  });

  it('has no gap of its own, in English and in Korean, but that nothing is filled in', () => {
    for (const template of [defaultTemplate(), readTemplate(koreanTemplate)]) {
      const gaps = template.note.lectures.flatMap((lecture) => lectureGaps(lecture, template));
      expect(new Set(gaps.map(({ kind }) => kind))).toEqual(new Set(['empty-field', 'empty-section']));
    }
  });
});

describe('fillTemplate', () => {
  it('fills placeholders, and puts the cursor where the template says', () => {
    const note = fillTemplate('# {{title}}\n- Course: {{ course }}\n{{cursor}}\n', {
      title: 'A $& B',
      course: 'C',
    });
    expect(note.text).toBe('# A $& B\n- Course: C\n\n');
    expect(note.text.slice(0, note.cursor)).toBe('# A $& B\n- Course: C\n');
  });

  it('fills the empty fields of a template without placeholders, and goes on at the next empty one', () => {
    const note = fillTemplate('## Meta\n- Course:\n- Date: \n- Lecturer:\n## Part 1\n- Flow\n    1. \n', {
      title: 'A',
      course: 'C',
      date: '2026-11-21',
    });
    expect(note.text).toBe(
      '## Meta\n- Course: C\n- Date: 2026-11-21\n- Lecturer:\n## Part 1\n- Flow\n    1. \n',
    );
    expect(note.text.slice(0, note.cursor).endsWith('- Lecturer:')).toBe(true);
  });
});
