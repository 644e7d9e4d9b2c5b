/**
 * What a note says in words, for finding and showing it: without the addresses of its links and the marks of headings,
 * lists and emphasis. Not a parser: text that only looks like markdown loses a sign at most.
 */
export function plainNote(text: string): string {
  return text
    .replace(/<!--[^>]{0,500}-->/g, ' ')
    .replace(/!?\[([^[\]\n]{0,500})\](?:\([^()\s]{0,2000}\)|\[[^[\]\s]{0,2000}\])/g, '$1')
    .replace(/\bhttps?:\/\/\S+/g, ' ')
    .replace(/^[ \t>]*(?:(?:#{1,6}|[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t])?)?/gm, '')
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
