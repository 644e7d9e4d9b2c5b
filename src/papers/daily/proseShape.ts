/** What a paragraph looks like, where its place alone does not tell a title from an abstract. */

/** Longer than any title. */
const longestTitle = 280;

export function endsSentence(text: string): boolean {
  return /[.。…!](?:\s?\\?[\])}"'”’」』])*$/u.test(text) && !/\b(?:et al|vs|inc)\.$/i.test(text);
}

/** Certain to be no title: too long, or of several sentences. */
export function isLongProse(text: string): boolean {
  const size = weight(text);
  return (
    size > longestTitle ||
    (size > 150 && endsSentence(text) && /[.。!?]["”)]?\s+\p{Lu}|[.。]\s+\p{L}/u.test(text))
  );
}

export function looksLikeAbstract(text: string): boolean {
  if (isLongProse(text)) return true;
  return endsSentence(text) && (words(text) >= 6 || weight(text) >= 50);
}

/** Could be a title after an abstract that nothing closed: no sentence, and no last remark about code. */
export function looksLikeTitle(text: string): boolean {
  if (endsSentence(text) || isLongProse(text) || /[:;,，、]$/u.test(text) || /https?:\/\//i.test(text))
    return false;
  if (/^[a-z]{2,}\s/.test(text)) return false;
  return !/^(?:our )?(?:code|project page|project|data|dataset|models?|demo|github|website|keywords?|index terms|tl;dr|note)\b\s*[:：]/i.test(
    text,
  );
}

/** Enough of a title to stand with nothing beside it. */
export function isWholeTitle(text: string): boolean {
  return (
    looksLikeTitle(text) &&
    (words(text) >= 4 || (words(text) >= 2 && weight(text) >= 20) || weight(text) >= 30)
  );
}

/**
 * How many lines stand before the first line break that no wrapping made: the next word would have fitted before it.
 * 0 where there is none.
 */
export function hardBreak(lines: readonly { readonly text: string }[]): number {
  const width = lines.reduce((most, { text }) => Math.max(most, text.length), 0);
  for (const [at, { text }] of lines.entries()) {
    const next = lines[at + 1]?.text;
    if (next !== undefined && text.length + 1 + (next.split(' ', 1)[0] ?? '').length <= width) return at + 1;
  }
  return 0;
}

/** Whether lines without an empty one between are a title and its abstract. */
export function startsWithTitle(lines: readonly { readonly text: string }[]): boolean {
  const end = hardBreak(lines);
  const join = (part: readonly { readonly text: string }[]): string => part.map(({ text }) => text).join(' ');
  return end > 0 && looksLikeTitle(join(lines.slice(0, end))) && looksLikeAbstract(join(lines.slice(end)));
}

export function words(text: string): number {
  return text.split(' ').length;
}

/** Length in Latin letters: a Chinese, Japanese or Korean character says as much as two. */
function weight(text: string): number {
  if (text.length > 2 * longestTitle) return text.length;
  return text.length + (text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/gu)?.length ?? 0);
}
