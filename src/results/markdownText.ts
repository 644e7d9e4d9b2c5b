/** Text within a cell of a Markdown table. */
export function cell(text: string): string {
  return text.replace(/[|\r\n]/g, (character) => (character === '|' ? '\\|' : ' '));
}

/** Text within the brackets of a link. */
export function linkText(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&');
}

/** Marks that would start or end emphasis, code or a comment are written out. */
export function inlineText(text: string): string {
  return text.replace(/[\\*_`<]/g, '\\$&');
}
