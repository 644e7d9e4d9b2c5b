import type { Definition, Link } from 'mdast';
import type { OffsetRange } from '../base/text';
import { parseMarkdown, plainText, rangeOf } from './markdown';
import { walk } from './markdown/walk';

/** A link of a note, wherever in it, with where its address is written. */
export interface NoteLink {
  /** `[text](address)`, an address on its own, `<address>`, or `[name]: address`. */
  readonly form: 'inline' | 'bare' | 'angle' | 'definition';
  /** The whole link. */
  readonly range: OffsetRange;
  /** The address as it stands in the note, without `<` and `>`. */
  readonly addressRange: OffsetRange;
  /** The address with markdown's escapes and entities undone. */
  readonly address: string;
  /** What is shown for it. */
  readonly text: string;
}

/** Every link of a note but jumps within it and mail addresses, in file order. */
export function readNoteLinks(note: string): readonly NoteLink[] {
  if (!/\]\(|:\/\/|www\.|\]:/.test(note)) return [];
  const { root } = parseMarkdown(note);
  const found: NoteLink[] = [];
  walk(root, (node) => {
    if (node.type !== 'link' && node.type !== 'definition') return;
    const range = rangeOf(node);
    const address = node.url.trim();
    if (!range || address === '' || /^(?:#|mailto:|tel:)/i.test(address)) return;
    const link = locate(note, node, range);
    if (link) found.push({ ...link, range, address, text: node.type === 'link' ? plainText(node) : '' });
  });
  return found;
}

function locate(
  note: string,
  node: Link | Definition,
  range: OffsetRange,
): Pick<NoteLink, 'form' | 'addressRange'> | undefined {
  const source = note.slice(range.start, range.end);
  if (node.type === 'definition') {
    const match = /^\[(?:[^\]\\]|\\.)*\]:[ \t]*(?:\r\n|\r|\n)?[ \t]*(<[^<>\n\r]*>|\S+)/.exec(source);
    return match?.[1] === undefined
      ? undefined
      : within('definition', range.start + match[0].length - match[1].length, match[1]);
  }
  if (!source.startsWith('[')) {
    const angle = source.startsWith('<') && source.endsWith('>');
    return within(angle ? 'angle' : 'bare', range.start, source);
  }
  // The address follows the text's closing bracket, which stands after the last child.
  const textEnd = Math.max(
    ...node.children.map((child) => (rangeOf(child)?.end ?? range.start) - range.start),
    1,
  );
  const match = /^[^\]]*\]\([ \t\r\n]*(<[^<>\n\r]*>|[^\s]*)/.exec(source.slice(textEnd));
  const written = match?.[1];
  if (match === null || written === undefined) return undefined;
  const at = range.start + textEnd + match[0].length - written.length;
  if (written.startsWith('<')) return within('inline', at, written);
  return { form: 'inline', addressRange: { start: at, end: at + closingAt(written) } };
}

/** Where an address without angle brackets ends: at the bracket that closes the link. */
function closingAt(written: string): number {
  let depth = 0;
  for (let i = 0; i < written.length; i++) {
    const character = written[i];
    if (character === '\\') i += 1;
    else if (character === '(') depth += 1;
    else if (character === ')' && --depth < 0) return i;
  }
  return written.length;
}

function within(
  form: NoteLink['form'],
  start: number,
  written: string,
): Pick<NoteLink, 'form' | 'addressRange'> {
  const angle = written.startsWith('<') && written.endsWith('>') ? 1 : 0;
  return { form, addressRange: { start: start + angle, end: start + written.length - angle } };
}

/** An address as it can stand in a link of that form: what would end the link early is percent-encoded. */
export function writeAddress(address: string, form: NoteLink['form']): string {
  const plain = address
    .replace(/\s/gu, (space) => encodeURIComponent(space))
    .replace(/[<>]/g, encodeURIComponent);
  if (form !== 'inline' || isBalanced(plain)) return plain;
  return plain.replaceAll('(', '%28').replaceAll(')', '%29');
}

/** A link's text from any title, on one line: what markdown would read as marks is escaped, maths is left as it is. */
export function writeLinkText(title: string): string {
  return title
    .replace(/\s+/gu, ' ')
    .trim()
    .split(/(\$[^$\s[\]](?:[^$[\]]*[^$\s[\]])?\$)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[\\[\]]|[*_`<](?=\S)/g, '\\$&')))
    .join('');
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    else if (character === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
