import type { ContentsTable } from './contentsTable';
import type { LocatedHeading } from './locatedHeading';
import { isMatterTitle } from './matter';

/** A heading with the lines it holds: `last` is the last line before the next heading of its rank. */
export interface OutlineHeading {
  readonly heading: LocatedHeading;
  /** The chapter's own heading was not found; it begins with its first section. */
  readonly implied: boolean;
  readonly first: number;
  readonly last: number;
}
export interface OutlineChapter extends OutlineHeading {
  readonly sections: readonly OutlineHeading[];
}
export interface OutlinePart {
  /** Undefined where the course has no parts, and of the chapters before the first one. */
  readonly head: OutlineHeading | undefined;
  readonly chapters: readonly OutlineChapter[];
}

/** Orders headings into parts, chapters and sections. `order` holds what is missing where the contents have it. */
export function buildOutline(
  order: readonly LocatedHeading[],
  lineCount: number,
  contents: ContentsTable | undefined,
): readonly OutlinePart[] {
  const parts: { heading: LocatedHeading | undefined; chapters: Group[] }[] = [];
  for (const heading of order) {
    if (heading.level === 'part') {
      parts.push({ heading, chapters: [] });
      continue;
    }
    if (parts.length === 0) parts.push({ heading: undefined, chapters: [] });
    const chapters = parts.at(-1)?.chapters ?? [];
    if (heading.level !== 'section') {
      chapters.push({ heading: asMatter(heading), implied: false, sections: [] });
      continue;
    }
    const chapter = chapters.at(-1);
    if (chapter && belongsTo(heading, chapter)) chapter.sections.push(heading);
    else {
      const implied = impliedChapter(heading);
      chapters.push({
        heading: implied,
        implied: true,
        sections: implied.level === 'matter' ? [] : [heading],
      });
    }
  }
  return withRanges(parts, lineCount, contents);
}

interface Group {
  readonly heading: LocatedHeading;
  readonly implied: boolean;
  readonly sections: LocatedHeading[];
}

function belongsTo(section: LocatedHeading, { heading: chapter }: Group): boolean {
  if (section.number === undefined) return true;
  if (chapter.level === 'matter')
    return section.number.startsWith(`${chapter.number ?? ''}.`) && chapter.number !== undefined;
  // A chapter may be numbered otherwise than its sections: "Chapter IV", "4.1".
  const [own] = section.number.split('.');
  return chapter.number === undefined || chapter.number === own || /^[ivxl]+$/i.test(chapter.number);
}

/** "0.1 Preface", what stands before the first chapter without a number, or "3.1" whose chapter has no line of its own. */
function impliedChapter(section: LocatedHeading): LocatedHeading {
  const [number] = section.number?.split('.') ?? [];
  const isFront = number === undefined || number === '0' || isMatterTitle(section.title);
  if (isFront) return { ...section, level: 'matter', depth: 1 };
  return { ...section, level: 'chapter', depth: 1, number, title: '' };
}

function asMatter(heading: LocatedHeading): LocatedHeading {
  const isMatter =
    heading.level === 'chapter' && heading.number === undefined && isMatterTitle(heading.title);
  return isMatter ? { ...heading, level: 'matter' } : heading;
}

function withRanges(
  parts: readonly { readonly heading: LocatedHeading | undefined; readonly chapters: readonly Group[] }[],
  lineCount: number,
  contents: ContentsTable | undefined,
): readonly OutlinePart[] {
  // What stands before the table of contents ends where it begins.
  const boundary = contents ? [contents.first] : [];
  const placed = ({ heading, sections }: Group): Group | undefined => {
    if (!heading.missing) return { heading, implied: false, sections };
    const first = sections.find(({ missing }) => !missing);
    return (
      first && { heading: { ...heading, line: first.line, lastLine: first.line }, implied: true, sections }
    );
  };
  const starts = parts.flatMap(({ heading, chapters }) => [
    ...(heading && !heading.missing ? [heading.line] : []),
    ...chapters.flatMap((chapter) => placed(chapter)?.heading.line ?? []),
  ]);
  const partStarts = parts.flatMap(({ heading, chapters }) => {
    const first = heading && !heading.missing ? heading.line : placed(chapters[0] ?? nothing)?.heading.line;
    return first === undefined ? [] : [first];
  });
  const chapterEnds = new Ends([...starts, ...boundary], lineCount);
  const partEnds = new Ends([...partStarts, ...boundary], lineCount);
  return parts.map(({ heading, chapters }) => ({
    head: heading && { heading, implied: false, ...partEnds.of(heading) },
    chapters: chapters.map((chapter): OutlineChapter => {
      const group = placed(chapter);
      const lines = chapterEnds.of(group?.heading ?? chapter.heading);
      const found = group ?? chapter;
      return {
        heading: { ...found.heading, missing: group === undefined },
        implied: chapter.implied || found.implied,
        ...lines,
        sections: sectionRanges(found.sections, lines.last),
      };
    }),
  }));
}

const nothing: Group = {
  heading: { level: 'chapter', depth: 1, number: undefined, title: '', line: 0, lastLine: 0, missing: true },
  implied: false,
  sections: [],
};

/** A section ends where the next one of its depth or above begins. */
function sectionRanges(sections: readonly LocatedHeading[], last: number): readonly OutlineHeading[] {
  const ranges: OutlineHeading[] = [];
  const open: { line: number; depth: number }[] = [];
  for (const heading of [...sections].reverse()) {
    if (heading.missing) {
      ranges.push({ heading, implied: false, first: heading.line, last: heading.line });
      continue;
    }
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) > heading.depth) open.pop();
    const end = open.at(-1)?.line;
    ranges.push({
      heading,
      implied: false,
      first: heading.line,
      last: Math.max(heading.lastLine, (end ?? last + 1) - 1),
    });
    open.push({ line: heading.line, depth: heading.depth });
  }
  return ranges.reverse();
}

/** Where what starts on a line ends: before the next start. */
class Ends {
  private readonly starts: readonly number[];

  constructor(
    starts: readonly number[],
    private readonly lineCount: number,
  ) {
    this.starts = [...new Set(starts)].sort((a, b) => a - b);
  }

  of({ line, lastLine, missing }: LocatedHeading): { readonly first: number; readonly last: number } {
    if (missing) return { first: line, last: line };
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= line) low = middle + 1;
      else high = middle;
    }
    return { first: line, last: Math.max(lastLine, (this.starts[low] ?? this.lineCount) - 1) };
  }
}
