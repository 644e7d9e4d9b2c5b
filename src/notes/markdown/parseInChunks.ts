import type { List, Root, RootContent } from 'mdast';
import { parsingCost } from './blockCost';
import { DefinedLabels } from './definitions';
import { readPlainly, type LinkAllowance } from './plainReader';
import { movedBy, positioned } from './positions';
import { splitMarkdown, type MarkdownChunk } from './splitMarkdown';

/** Reads markdown as a whole; the text of a chunk, or all of a small note. */
export type WholeParser = (text: string, options: { readonly frontmatter: boolean }) => Root;

/** Parsing takes a second for so much, in characters of prose; what comes after it in a note is read plainly. */
const mostParsed = 700_000;
/** More than anyone keeps in a note. */
const mostLinks = 50_000;

/** Chunks of large notes as they were read last: of a note that is typed in, all but one come out again. */
class ChunkMemo {
  private readonly known = new Map<string, readonly RootContent[]>();
  private size = 0;

  constructor(private readonly most: number) {}

  get(key: string, read: () => readonly RootContent[]): readonly RootContent[] {
    const found = this.known.get(key) ?? read();
    // The last used are the last to go.
    if (!this.known.delete(key)) this.size += key.length;
    this.known.set(key, found);
    for (const [oldest] of this.known) {
      if (this.size <= this.most) break;
      this.known.delete(oldest);
      this.size -= oldest.length;
    }
    return found;
  }
}

/** Reads large notes chunk by chunk, remembering the chunks. */
export class ChunkedParser {
  private readonly memo = new ChunkMemo(mostParsed);

  constructor(
    private readonly parse: WholeParser,
    private readonly smallestChunk?: number,
  ) {}

  read(text: string): Root {
    const chunks = this.withinBudget(splitMarkdown(text, this.smallestChunk));
    const labels = new DefinedLabels();
    for (const chunk of chunks) {
      const source = sourceOf(text, chunk);
      if (isMarked(chunk) && source.includes(']:')) labels.add(this.parsed(source, '', chunk.kind));
    }
    const children: RootContent[] = [];
    const allowance: LinkAllowance = { links: mostLinks };
    for (const chunk of chunks) append(text, children, this.chunk(text, chunk, labels, allowance));
    const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    return positioned({ type: 'root', children }, { start, end: text.length });
  }

  /** What would take too long is read like what is tangled. */
  private withinBudget(chunks: readonly MarkdownChunk[]): readonly MarkdownChunk[] {
    let parsed = 0;
    return chunks.map((chunk) => {
      if (!isMarked(chunk)) return chunk;
      parsed += chunk.blocks.reduce((sum, block) => sum + parsingCost(block), 0);
      return parsed <= mostParsed ? chunk : { ...chunk, kind: 'tangled' };
    });
  }

  private chunk(
    text: string,
    chunk: MarkdownChunk,
    labels: DefinedLabels,
    allowance: LinkAllowance,
  ): readonly RootContent[] {
    if (!isMarked(chunk)) return readPlainly(text, chunk.blocks, allowance);
    const source = sourceOf(text, chunk);
    const prefix = chunk.kind === 'frontmatter' ? '' : labels.prefixFor(source);
    return this.parsed(source, prefix, chunk.kind).map((node) => movedBy(node, chunk.start - prefix.length));
  }

  private parsed(source: string, prefix: string, kind: MarkdownChunk['kind']): readonly RootContent[] {
    return this.memo.get(`${kind} ${prefix}${source}`, () =>
      this.parse(prefix + source, { frontmatter: kind === 'frontmatter' }).children.filter(
        ({ position }) => (position?.start.offset ?? 0) >= prefix.length,
      ),
    );
  }
}

/** The parser steps through white space, too; so much of it at an end means nothing. */
const longestGap = 1_000;

function sourceOf(text: string, { start, end }: MarkdownChunk): string {
  const source = text.slice(start, end);
  const used = source.trimEnd().length;
  return source.length - used > longestGap ? source.slice(0, used + longestGap) : source;
}

function isMarked({ kind }: MarkdownChunk): boolean {
  return kind === 'marked' || kind === 'frontmatter';
}

/** A list that was cut between its items is one again. */
function append(text: string, into: RootContent[], nodes: readonly RootContent[]): void {
  const [first, ...rest] = nodes;
  if (!first) return;
  const last = into.at(-1);
  if (last?.type === 'list' && first.type === 'list' && markerOf(text, last) === markerOf(text, first)) {
    last.children.push(...first.children);
    if (last.position && first.position) last.position.end = first.position.end;
    last.spread = last.spread === true || first.spread === true;
  } else into.push(first);
  for (const node of rest) into.push(node);
}

/** What makes items one list: the bullet, or what stands behind the number. */
function markerOf(text: string, { position }: List): string {
  const start = position?.start.offset ?? 0;
  return /^\d*(.)/.exec(text.slice(start, start + 12))?.[1] ?? '';
}
