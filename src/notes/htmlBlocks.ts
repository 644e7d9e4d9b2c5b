/** How a raw HTML block of CommonMark ends: at a line that holds a pattern, or before a blank line. */
export interface HtmlStart {
  readonly end: RegExp | 'blank';
}

const blockTags =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|' +
  'dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|' +
  'main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|' +
  'thead|title|tr|track|ul';
const attribute = `\\s+[a-zA-Z_:][\\w:.-]*(?:\\s*=\\s*(?:[^"'=<>\`\\s]+|'[^']*'|"[^"]*"))?`;

/** CommonMark 0.31, section 4.6, conditions 1 to 6, in its order. */
const starts: readonly { readonly start: RegExp; readonly end: RegExp | 'blank' }[] = [
  { start: /^<(?:script|pre|textarea|style)(?:\s|>|$)/i, end: /<\/(?:script|pre|textarea|style)>/i },
  { start: /^<!--/, end: /-->/ },
  { start: /^<\?/, end: /\?>/ },
  { start: /^<![A-Za-z]/, end: />/ },
  { start: /^<!\[CDATA\[/, end: /\]\]>/ },
  { start: new RegExp(`^</?(?:${blockTags})(?:\\s|/?>|$)`, 'i'), end: 'blank' },
];
/** Condition 7: one whole tag alone on its line; it cannot interrupt a paragraph. */
const loneTag = new RegExp(`^(?:<[a-zA-Z][\\w-]*(?:${attribute})*\\s*/?>|</[a-zA-Z][\\w-]*\\s*>)\\s*$`);

/** Whether a line, without its indentation, starts a raw HTML block. */
export function findHtmlStart(line: string, inParagraph: boolean): HtmlStart | undefined {
  if (!line.startsWith('<')) return undefined;
  const known = starts.find(({ start }) => start.test(line));
  if (known) return { end: known.end };
  return !inParagraph && loneTag.test(line) ? { end: 'blank' } : undefined;
}

/** Whether the block ends with this line; blocks that end before a blank line never end with one of theirs. */
export function htmlEnds(block: HtmlStart, line: string): boolean {
  return block.end !== 'blank' && block.end.test(line);
}
