/**
 * Where the line that holds the offset ends, before its line end.
 *
 * @param most where looking for it ends: a cell's end, say.
 */
export function lineEnd(text: string, at: number, most = text.length): number {
  let end = at;
  for (; end < most; end++) {
    const code = text.charCodeAt(end);
    if (code === 10 || code === 13) break;
  }
  return end;
}

/** Past the line end that stands at `end`. */
export function afterLineEnd(text: string, end: number): number {
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
}

/** The line end that a text uses, as its first one shows. */
export function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
