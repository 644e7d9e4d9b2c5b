import type { OffsetRange } from '../../base/text';

/** One line of a pasted page, its markdown taken off. */
export interface PageLine {
  /** Trimmed; without heading, list, quote and emphasis marks; a link as its text. */
  readonly text: string;
  /** Of the line's own characters, without the white space around them. */
  readonly range: OffsetRange;
  /** A heading (1 to 6), or a line that is all bold or all one link (7): a title where there is one. */
  readonly strong: number | undefined;
  /** Addresses that the line's markdown links lead to. */
  readonly hrefs: readonly string[];
  /** An empty line, or the start of the text, stands before it. */
  readonly afterBlank: boolean;
}

/** Longer lines are paragraphs of prose: they hold no marks that matter, and are not searched for any. */
const longestMarked = 600;

/** The lines that hold something, in order, one at a time: a text of millions of lines is never held as a list. */
export function* pageLines(text: string): Generator<PageLine> {
  let afterBlank = true;
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at <= text.length;) {
    const end = lineEnd(text, at);
    const range = trimmed(text, at, end);
    if (range.start === range.end) afterBlank = true;
    else {
      yield readLine(text.slice(range.start, range.end), range, afterBlank);
      afterBlank = false;
    }
    at = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
  }
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Pages copied out of a browser part lines with these too.
    if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) return at;
  }
  return text.length;
}

function trimmed(text: string, start: number, end: number): OffsetRange {
  let [from, to] = [start, end];
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0x3000 ||
    code === 0x200b ||
    code === 0xfeff ||
    (code >= 0x2000 && code <= 0x200a)
  );
}

/** Not by an expression: one that repeats a group remembers each round, and a line may be megabytes of marks. */
function withoutQuoteMarks(line: string): string {
  let at = 0;
  while (line[at] === '>') {
    at++;
    if (isSpace(line.charCodeAt(at))) at++;
  }
  return line.slice(at);
}

function readLine(raw: string, range: OffsetRange, afterBlank: boolean): PageLine {
  if (raw.length > longestMarked) {
    return { text: collapse(withoutQuoteMarks(raw)), range, strong: undefined, hrefs: [], afterBlank };
  }
  let text = withoutQuoteMarks(raw).trim();
  const heading = /^(#{1,6})\s+(?=\S)/.exec(text);
  // A bullet before the authors ("• 7 authors") is the page's own; "- " and "1. " are a list's.
  text = heading
    ? text.slice(heading[0].length)
    : text.replace(/^(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(?=\S)/, '');
  const hrefs: string[] = [];
  const linked = text.replace(
    /!?\[([^\][]*)\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g,
    (_, label: string, href: string) => {
      hrefs.push(href);
      return label;
    },
  );
  const wholeLink = /^\*{0,2}\[[^\][]*\]\([^)]*\)\*{0,2}$/.test(text);
  const bold = /^(\*\*|__)(?=\S)([^*_]+|.*?\S)\1$/.exec(linked);
  const plain = (bold?.[2] ?? linked).trim();
  const strong = heading ? (heading[1]?.length ?? 1) : wholeLink || bold ? 7 : undefined;
  return { text: collapse(plain), range, strong, hrefs, afterBlank };
}

function collapse(text: string): string {
  return text.replace(/[\s\u200b]+/gu, ' ').trim();
}
