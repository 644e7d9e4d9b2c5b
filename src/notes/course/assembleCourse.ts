import type { OffsetRange } from '../../base/text';
import type { CourseChapter, CoursePart, CourseSection } from './course';
import type { CourseLines } from './courseLines';
import type { OutlineChapter, OutlineHeading, OutlinePart } from './outline';
import { judgeStub } from './stubs';
import type { SubstanceReader } from './substance';

/** Turns lines into offsets and words into judgements. Parts are to be given in order. */
export class CourseAssembly {
  private chapters = 0;

  constructor(
    private readonly lines: CourseLines,
    private readonly substance: SubstanceReader,
    private readonly stubWords: number,
  ) {}

  part({ head, chapters: outlines }: OutlinePart): CoursePart {
    const chapters = outlines.map((chapter) => this.chapter(chapter));
    const counted = chapters.filter(({ kind }) => kind !== 'matter');
    const spanned = chapters.filter(({ heading }) => heading !== undefined).map(({ range }) => range);
    const range = head ? this.rangeOf(head) : hull(spanned);
    return {
      number: head?.heading.number,
      title: head?.heading.title ?? '',
      heading: head && this.headingOf(head),
      range: head?.heading.missing === true && spanned.length > 0 ? hull(spanned) : range,
      chapters,
      progress: {
        written: counted.filter(({ stub }) => !stub).length,
        chapters: counted.length,
        words: chapters.reduce((sum, { words }) => sum + words, 0),
      },
    };
  }

  private chapter(outline: OutlineChapter): CourseChapter {
    const { heading, sections } = outline;
    const found = this.substance.count(this.chapters++, sections.length);
    const { level } = heading;
    const kind = level === 'appendix' || level === 'matter' ? level : 'chapter';
    return {
      kind,
      number: heading.number,
      title: heading.title,
      heading: this.headingOf(outline),
      range: this.rangeOf(outline),
      sections: sectionsOf(sections, found.sections).map(({ section, words }): CourseSection => ({
        number: section.heading.number,
        title: section.heading.title,
        depth: section.heading.depth,
        heading: this.headingOf(section),
        range: this.rangeOf(section),
        words,
      })),
      words: found.own,
      stub: kind === 'matter' ? undefined : judgeStub(outline, found, this.stubWords),
    };
  }

  private headingOf({ heading }: OutlineHeading): OffsetRange | undefined {
    if (heading.missing) return undefined;
    return { start: this.lines.start(heading.line), end: this.lines.end(heading.lastLine) };
  }

  private rangeOf({ first, last }: OutlineHeading): OffsetRange {
    return { start: this.lines.start(first), end: this.lines.end(last) };
  }
}

/** Adds the words of subsections to the sections that hold them. */
function sectionsOf(
  sections: readonly OutlineHeading[],
  own: readonly number[],
): readonly { readonly section: OutlineHeading; readonly words: number }[] {
  const totals = [...own];
  const open: number[] = [];
  for (const [index, { heading }] of sections.entries()) {
    while (open.length > 0 && (sections[open.at(-1) ?? 0]?.heading.depth ?? 0) >= heading.depth) open.pop();
    for (const holder of open) totals[holder] = (totals[holder] ?? 0) + (own[index] ?? 0);
    open.push(index);
  }
  return sections.map((section, index) => ({ section, words: totals[index] ?? 0 }));
}

function hull(ranges: readonly OffsetRange[]): OffsetRange {
  return { start: ranges[0]?.start ?? 0, end: ranges.at(-1)?.end ?? 0 };
}
