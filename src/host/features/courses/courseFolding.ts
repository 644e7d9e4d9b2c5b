import { FoldingRange, FoldingRangeKind, type FoldingRangeProvider, type TextDocument } from 'vscode';
import type { OffsetRange } from '../../../base/text';
import type { CourseIndex } from './courseIndex';
import { isInMarkdown } from './courseSymbols';

/** Folds parts, chapters and sections that have no headings of markdown, and the table of contents. */
export class CourseFolding implements FoldingRangeProvider {
  constructor(private readonly index: CourseIndex) {}

  async provideFoldingRanges(document: TextDocument): Promise<FoldingRange[]> {
    const read = await this.index.of(document);
    if (!read) return [];
    const { course, lines } = read;
    const fold = (range: OffsetRange, kind?: FoldingRangeKind): readonly FoldingRange[] => {
      const start = lines.position(range.start).line;
      const end = lines.position(range.end).line;
      return end > start ? [new FoldingRange(start, end, kind)] : [];
    };
    const contents = course.contents ? fold(course.contents, FoldingRangeKind.Region) : [];
    if (isInMarkdown(read)) return [...contents];
    const outline = course.parts.flatMap((part) => [
      ...(part.heading ? fold(part.range) : []),
      ...part.chapters.flatMap((chapter) =>
        chapter.heading
          ? [
              ...fold(chapter.range),
              ...chapter.sections.flatMap(({ heading, range }) => (heading ? fold(range) : [])),
            ]
          : [],
      ),
    ]);
    return [...contents, ...outline];
  }
}
