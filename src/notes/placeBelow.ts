/** Where text goes so that it stands below what a line belongs to, and the line ends that set it apart. */
export interface PlaceBelow {
  /** The line after whose end it is inserted, from 0. */
  readonly line: number;
  /** Line ends before it, `\n`. */
  readonly lead: string;
}

const heading = /^ {0,3}#{1,6}(?:[ \t]|$)/u;
const fence = /^\s*(?:[-*+]\s+|\d+[.)]\s+|>\s?)*(`{3,}|~{3,})/u;
const goesOn = /^(?:\s+\S|\s*(?:[-*+]|\d+[.)])\s)/u;

/**
 * Below the section of a heading's line; else below the list, table or paragraph of the line. Text of their own that fenced
 * blocks hold neither ends nor begins anything.
 * @param line from 0, within the lines. @param lines without their ends.
 */
export function placeBelow(lines: readonly string[], line: number): PlaceBelow {
  const inFence = fencedLines(lines);
  const isHeading = (at: number): boolean => inFence[at] !== true && heading.test(lines[at] ?? '');
  const isBlank = (at: number): boolean => inFence[at] !== true && (lines[at] ?? '').trim() === '';
  let last = line;
  if (isHeading(line)) {
    while (last + 1 < lines.length && !isHeading(last + 1)) last++;
  } else {
    while (last + 1 < lines.length && !isHeading(last + 1)) {
      if (isBlank(last + 1)) {
        let next = last + 1;
        while (next < lines.length && isBlank(next)) next++;
        // A list goes on after blank lines with an item, or with what is nested in one.
        if (next >= lines.length || !goesOn.test(lines[next] ?? '') || !goesOn.test(lines[line] ?? '')) break;
      }
      last++;
    }
  }
  while (last > line && isBlank(last)) last--;
  return { line: last, lead: '\n\n' };
}

/** Which lines stand in a fenced block, its fences among them. */
function fencedLines(lines: readonly string[]): boolean[] {
  let open: string | undefined;
  return lines.map((text) => {
    const mark = fence.exec(text)?.[1];
    if (open === undefined) {
      open = mark;
      return mark !== undefined;
    }
    const closes = mark !== undefined && mark.startsWith(open) && text.trim().endsWith(mark);
    if (closes) open = undefined;
    return true;
  });
}
