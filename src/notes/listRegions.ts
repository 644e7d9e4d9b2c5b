import type { OffsetRange } from '../base/text';
import { scanBlocks, type ScannedBlock } from './blockScan';
import { statusOfHeading } from './listNames';
import { parseMarkdown, type MarkdownTree } from './markdown';
import { walk } from './markdown/walk';
import { parsePlainMarkdown } from './plainMarkdown';
import type { ListHeadings } from './readingSections';

interface ScannedHeading {
  readonly depth: number;
  readonly text: string;
  readonly start: number;
}

/** More lists than people keep in a note, and longer notes, are read as a whole: for that the cost has a bound. */
const mostRegions = 20;
const longestNote = 500_000;

/** What a heading's text must not hold for it to be read without parsing. */
const marked = /[[\]<>&\\$!_`*]|https?:|www\./;

/**
 * The parts of a note that its reading lists stand in: from a heading that names one to the next that ends it. Most
 * of a long note is none of that, and reading it takes most of the time. Undefined where that cannot be told without
 * parsing all: a list's name stands in a bullet, in bold or in a heading with marks.
 */
export function listRegions(text: string, headings: ListHeadings): readonly OffsetRange[] | undefined {
  // A block of maths hides what the scan takes for headings.
  if (text.length > longestNote || /^[ \t>]*\$\$/m.test(text)) return undefined;
  const regions: OffsetRange[] = [];
  let open: ScannedHeading | undefined;
  let outside = 0;
  const isClear = (start: number, end: number): boolean => !headings.mayStandIn(text.slice(start, end));
  for (const block of scanBlocks(text)) {
    const heading = readHeading(text, block);
    if (!heading) continue;
    if (open) {
      const goesOn = heading.depth > open.depth || (heading.depth === open.depth && isSibling(open, heading));
      if (goesOn) continue;
      regions.push({ start: open.start, end: heading.start });
      open = undefined;
      outside = heading.start;
    }
    if (!headings.matches(heading.text)) continue;
    if (marked.test(heading.text) || !isClear(outside, heading.start)) return undefined;
    if (regions.length === mostRegions) return undefined;
    open = heading;
  }
  if (open) regions.push({ start: open.start, end: text.length });
  else if (!isClear(outside, text.length)) return undefined;
  return regions;
}

/** The syntax tree of a part of a note, with positions in the note. */
export function parseRegion(text: string, { start, end }: OffsetRange): MarkdownTree {
  const part = text.slice(start, end);
  const plain = start === 0 && part.charCodeAt(0) === 0xfeff ? undefined : parsePlainMarkdown(part, start);
  if (plain) return { root: plain, definitions: new Map() };
  // References may be defined anywhere in the note.
  const defined = /\]\[|\[[^[\]\n]+\](?![(:])/.test(part) ? definitionsOf(text, { start, end }) : '';
  const tree = parseMarkdown(defined === '' ? part : `${part}\n\n${defined}`);
  if (start > 0) {
    walk(tree.root, (node) => {
      if (!node.position) return;
      for (const point of [node.position.start, node.position.end]) {
        if (point.offset !== undefined) point.offset += start;
      }
    });
  }
  return tree;
}

function definitionsOf(text: string, { start, end }: OffsetRange): string {
  const others = `${text.slice(0, start)}\n${text.slice(end)}`;
  return (others.match(/^ {0,3}\[[^\]\n]{1,300}\]:[ \t]*\S.*$/gm) ?? []).join('\n');
}

/** "Done" beside "To read" is a part of the same list. */
function isSibling(open: ScannedHeading, heading: ScannedHeading): boolean {
  return statusOfHeading(open.text) !== undefined && statusOfHeading(heading.text) !== undefined;
}

/** A heading that stands in no quote and no list. */
function readHeading(text: string, { type, lines }: ScannedBlock): ScannedHeading | undefined {
  const [first] = lines;
  const last = lines.at(-1);
  if (type !== 'prose' || !first || !last || first.content.start > first.line.start) return undefined;
  const { start } = first.line;
  const line = text.slice(start, first.line.end);
  const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/.exec(line);
  if (atx) return { depth: atx[1]?.length ?? 1, text: atx[2] ?? '', start };
  if (lines.length < 2) return undefined;
  const under = /^ {0,3}(=+|-+)[ \t]*$/.exec(text.slice(last.line.start, last.line.end))?.[1];
  if (under === undefined) return undefined;
  const words = text.slice(start, last.line.start).replace(/\s+/gu, ' ').trim();
  return { depth: under.startsWith('=') ? 1 : 2, text: words, start };
}
