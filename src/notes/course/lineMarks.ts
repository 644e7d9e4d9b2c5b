import type { ContentsTable } from './contentsTable';
import type { PageDebris } from './course';
import type { CourseLines } from './courseLines';
import type { LocatedHeading } from './locatedHeading';
import type { OutlinePart } from './outline';
import { findCuts, findPageBreaks, RepeatedTitles } from './pageBreaks';

/** What each line of a course is taken for, once its outline is known. */
export class LineMarks {
  private readonly headings = new Set<number>();
  private readonly debrisLines: Map<number, PageDebris['kind']>;
  private readonly breaks: readonly PageDebris[];

  constructor(
    private readonly lines: CourseLines,
    private readonly contents: ContentsTable | undefined,
    headings: readonly LocatedHeading[],
    pages: ReadonlyMap<number, PageDebris['kind']>,
  ) {
    for (const { missing, line, lastLine } of headings) {
      for (let at = line; !missing && at <= lastLine; at++) this.headings.add(at);
    }
    this.debrisLines = new Map(pages);
    this.breaks = findPageBreaks(lines);
    for (const { range } of this.breaks) {
      const line = lines.lineAt(range.start);
      if (lines.start(line) === range.start && lines.end(line) === range.end)
        this.debrisLines.set(line, 'page break');
    }
  }

  isHeading(line: number): boolean {
    return this.headings.has(line);
  }

  isDebris(line: number): boolean {
    return this.debrisLines.has(line);
  }

  isContents(line: number): boolean {
    return this.contents !== undefined && line >= this.contents.first && line <= this.contents.last;
  }

  /** Something that its author wrote, and no heading. */
  isText(line: number): boolean {
    return (
      !this.isHeading(line) && !this.isDebris(line) && !this.isContents(line) && !this.lines.isVerbatim(line)
    );
  }

  /** Titles of the course, the part, the chapter and the section that stand again within them are headers. */
  findRepeats(outline: readonly OutlinePart[], courseTitle: string | undefined): void {
    const repeated = new RepeatedTitles(this.lines);
    for (const { head, chapters } of outline) {
      for (const { heading, sections, first, last } of chapters) {
        if (heading.missing) continue;
        const above = [courseTitle ?? '', head?.heading.title ?? '', heading.title];
        let next = 0;
        repeated.set(above);
        for (let line = first; line <= last; line++) {
          for (
            let section = sections[next];
            section && section.heading.line <= line;
            section = sections[++next]
          ) {
            if (!section.heading.missing) repeated.set([...above, section.heading.title]);
          }
          if (this.isText(line) && repeated.has(line)) this.debrisLines.set(line, 'running header');
        }
      }
    }
  }

  /** All debris, in order. */
  debris(): readonly PageDebris[] {
    const { lines } = this;
    const found = [...this.breaks];
    for (const [line, kind] of this.debrisLines) {
      if (kind !== 'page break')
        found.push({ kind, range: { start: lines.start(line), end: lines.end(line) } });
    }
    const isTaken = (line: number): boolean =>
      this.isHeading(line) || this.isDebris(line) || this.isContents(line);
    return found
      .concat(findCuts(lines, isTaken))
      .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  }
}
