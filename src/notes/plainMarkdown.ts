import type { Heading, List, ListItem, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import type { Position } from 'unist';

/** Letters, digits and punctuation that mean themselves wherever they stand. */
const plain = String.raw`[\p{L}\p{N}\p{Extended_Pictographic}\uFE0F .,;:?'"“”‘’…·()/+%=#–—-]`;
const plainWords = new RegExp(`^${plain}+$`, 'u');
/** What a parser makes links of although nothing marks it. */
const linkLike = /https?:|www\.|ftp:|mailto:|xmpp:/i;
const web = String.raw`https?:\/\/[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`;
const titled = new RegExp(
  String.raw`^\[(?<title>${plain}+)\]\((?<url>${web}[A-Za-z0-9/._=?%+#:~,;-]*)\)(?<rest>${plain}*)$`,
  'u',
);
const bare = new RegExp(
  String.raw`^(?<url>${web}(?:\/[A-Za-z0-9/._=%+-]*[A-Za-z0-9/])?)(?<rest>(?: ${plain}*)?)$`,
  'u',
);
const itemLine = /^(?<marker>[-*+]|(?<number>\d{1,9})[.)])(?<gap> {1,4})(?<box>\[[ xX]\] )?(?=\S)/;
const headingLine = /^(?<marks>#{1,6})(?<gap> +)(?=\S)/;
const thematicBreak = /^(?:-{3,}|\*{3,}|_{3,})$/;

/**
 * The syntax tree of a text that is nothing but headings, one-line paragraphs and flat lists whose items are words
 * or one link and words: what most reading lists are, read in a fraction of the time that a full parse takes. The
 * same tree as the full parser's, in what is read of it. Undefined for any other text.
 * @param offset where the text starts in the note: positions are the note's.
 */
export function parsePlainMarkdown(text: string, offset: number): Root | undefined {
  const reader = new PlainReader(offset);
  let at = 0;
  while (at < text.length) {
    let end = at;
    while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    if (!reader.read(text.slice(at, end), at)) return undefined;
    at = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
  }
  return { type: 'root', children: reader.children };
}

class PlainReader {
  readonly children: RootContent[] = [];
  private list: { readonly node: List; readonly marker: string } | undefined;
  /** What a line right below the last one would go on with. */
  private open: 'paragraph' | 'item' | undefined;

  constructor(private readonly offset: number) {}

  /** False for a line that is not plain, or makes one of what stands around it. */
  read(line: string, at: number): boolean {
    const words = line.trimEnd();
    if (words === '') {
      this.open = undefined;
      return /^ *$/.test(line);
    }
    const end = at + line.length;
    return (
      (words === line && this.heading(words, at)) ||
      this.item(words, at, end) ||
      this.break(words) ||
      this.paragraph(words, at, end)
    );
  }

  private heading(words: string, at: number): boolean {
    const match = headingLine.exec(words);
    const text = match ? words.slice(match[0].length) : '';
    // A closing run of marks is no text of the heading.
    if (!match || text.includes('#')) return false;
    const children = this.phrasing(text, at + match[0].length);
    if (!children) return false;
    const depth = (match.groups?.['marks']?.length ?? 1) as Heading['depth'];
    this.list = undefined;
    this.open = undefined;
    this.children.push({ type: 'heading', depth, children, position: this.position(at, at + words.length) });
    return true;
  }

  /** @param end of the line, with the white space that ends it: the parser counts it in. */
  private item(words: string, at: number, end: number): boolean {
    const match = itemLine.exec(words);
    if (!match) return false;
    const { marker = '', number, box = '', gap = '' } = match.groups ?? {};
    // Numbers other than 1 begin no list within a paragraph.
    if (this.open === 'paragraph' && number !== undefined && number !== '1') return false;
    const text = words.slice(match[0].length);
    const from = at + match[0].length;
    // What could be a block of its own within the item is not plain.
    if (!/^[\p{L}[("“‘'\p{Extended_Pictographic}]/u.test(text) || /^\p{N}/u.test(text)) return false;
    const children = this.phrasing(text, from);
    if (!children) return false;
    // The full parser has a paragraph begin at its box, unless words follow it.
    const boxed = children[0]?.type === 'text' ? box.length : 0;
    const start = at + marker.length + gap.length + boxed;
    const paragraph: Paragraph = { type: 'paragraph', children, position: this.position(start, end) };
    const checked = box === '' ? null : box[1] !== ' ';
    const item: ListItem = {
      type: 'listItem',
      checked,
      children: [paragraph],
      position: this.position(at, end),
    };
    const sort = number === undefined ? marker : marker.slice(-1);
    if (this.list?.marker !== sort) {
      const node: List = {
        type: 'list',
        ordered: number !== undefined,
        children: [],
        position: item.position,
      };
      this.list = { node, marker: sort };
      this.children.push(node);
    }
    this.list.node.children.push(item);
    const first = this.list.node.children[0]?.position?.start.offset ?? 0;
    this.list.node.position = this.position(first - this.offset, end);
    this.open = 'item';
    return true;
  }

  private break(words: string): boolean {
    if (this.open !== undefined || !thematicBreak.test(words)) return false;
    this.list = undefined;
    return true;
  }

  private paragraph(words: string, at: number, end: number): boolean {
    // Right below another line it would be more of that one's paragraph.
    if (this.open !== undefined || !/^[\p{L}[("“‘'\p{Extended_Pictographic}]/u.test(words)) return false;
    const children = this.phrasing(words, at);
    if (!children) return false;
    this.list = undefined;
    this.open = 'paragraph';
    this.children.push({ type: 'paragraph', children, position: this.position(at, end) });
    return true;
  }

  private phrasing(text: string, at: number): PhrasingContent[] | undefined {
    if (!linkLike.test(text) && plainWords.test(text)) return [this.text(text, at)];
    const { title, url = '', rest = '' } = (titled.exec(text) ?? bare.exec(text))?.groups ?? {};
    if (url === '' || linkLike.test(rest) || (title !== undefined && linkLike.test(title))) return undefined;
    const length = title === undefined ? url.length : title.length + url.length + 4;
    const inner = title === undefined ? this.text(url, at) : this.text(title, at + 1);
    const link: PhrasingContent = {
      type: 'link',
      url,
      children: [inner],
      position: this.position(at, at + length),
    };
    return rest === '' ? [link] : [link, this.text(rest, at + length)];
  }

  private text(value: string, at: number): PhrasingContent {
    return { type: 'text', value, position: this.position(at, at + value.length) };
  }

  /** Lines and columns are not read of these trees: offsets are. */
  private position(start: number, end: number): Position {
    const point = (offset: number) => ({ line: 0, column: 0, offset: offset + this.offset });
    return { start: point(start), end: point(end) };
  }
}
