import { scanBlocks, type ScannedBlock } from '../blockScan';
import { isPlain, isTangled } from './blockCost';

/** A stretch of a note that markdown reads the same alone as within the note. */
export interface MarkdownChunk {
  readonly start: number;
  readonly end: number;
  readonly blocks: readonly ScannedBlock[];
  /** `plain` has no markup at all, `tangled` so much that parsing it would take longer than its length allows. */
  readonly kind: 'plain' | 'marked' | 'tangled' | 'frontmatter';
}

/** Smaller pieces are not worth their own parser. */
const smallestChunk = 2_000;
/** Nobody writes more lines: what comes after them is one paragraph. */
const mostLines = 40_000;
const mathsFence = /^ {0,3}(\${2,})([^$]*)$/;

/**
 * Cuts a note where no block is open: before blocks that begin at the margin, and between the items of a list, whose
 * pieces the caller joins again. What is plain or tangled is cut off from what is neither.
 */
export function splitMarkdown(text: string, smallest = smallestChunk): readonly MarkdownChunk[] {
  const chunks: MarkdownChunk[] = [];
  const maths = new OpenMaths(text);
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let blocks: ScannedBlock[] = [];
  let kind: MarkdownChunk['kind'] = 'plain';
  let reached = start;
  for (const block of scanBlocks(text, mostLines)) {
    const at = block.lines[0]?.line.start ?? start;
    const next = kindOf(text, block);
    kind = withGap(kind, marksIn(text, reached, at));
    const isCut = blocks.length > 0 && !maths.isOpen && beginsAtMargin(text, block, at);
    if (isCut && (at - start >= smallest || next !== kind)) {
      chunks.push({ start, end: at, blocks, kind });
      start = at;
      blocks = [];
      kind = next;
    } else if (blocks.length === 0 && kind === 'plain') kind = next;
    else if (kind !== 'tangled' && next !== kind) kind = next === 'tangled' ? 'tangled' : 'marked';
    maths.follow(block);
    if (maths.isOpen && kind === 'plain') kind = 'marked';
    blocks.push(block);
    reached = block.lines.at(-1)?.line.end ?? at;
  }
  kind = withGap(kind, marksIn(text, reached, text.length));
  if (blocks.length > 0 || kind !== 'plain') chunks.push({ start, end: text.length, blocks, kind });
  return chunks;
}

/** Empty quotes and list items are no blocks, and yet more than words; people leave few of them. */
const mostEmpty = 100;

function withGap(kind: MarkdownChunk['kind'], marks: number): MarkdownChunk['kind'] {
  if (marks > mostEmpty) return 'tangled';
  return marks > 0 && kind === 'plain' ? 'marked' : kind;
}

/** Characters other than white space. */
function marksIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end && count <= mostEmpty; at++) {
    const code = text.charCodeAt(at);
    if (code !== 32 && (code < 9 || code > 13)) count++;
  }
  return count;
}

function kindOf(text: string, block: ScannedBlock): MarkdownChunk['kind'] {
  if (block.type === 'frontmatter') return 'frontmatter';
  if (isTangled(text, block)) return 'tangled';
  return isPlain(text, block) ? 'plain' : 'marked';
}

/** A block outside of all containers, or the first of a list item that is in no other: quotes are not cut. */
function beginsAtMargin(text: string, block: ScannedBlock, at: number): boolean {
  const first = text.charAt(at);
  if (first === ' ' || first === '\t' || first === '>') return false;
  return block.lines[0]?.content.start === at || /[-*+\d]/.test(first);
}

/** Displayed formulas go over blank lines; the scan of CommonMark's blocks knows nothing of them. */
class OpenMaths {
  private length = 0;

  constructor(private readonly text: string) {}

  get isOpen(): boolean {
    return this.length > 0;
  }

  follow({ type, lines }: ScannedBlock): void {
    if (!this.isOpen && type !== 'prose') return;
    for (const { line, content } of lines) {
      if (!this.isOpen && this.text.slice(line.start, content.start).trim() !== '') continue;
      const mark = this.text.charCodeAt(content.start);
      // "$" and white space
      if (mark !== 36 && mark !== 32) continue;
      const fence = mathsFence.exec(this.text.slice(line.start, line.end));
      const length = fence?.[1]?.length ?? 0;
      if (!this.isOpen) this.length = length;
      else if (length >= this.length && fence?.[2]?.trim() === '') this.length = 0;
    }
  }
}
