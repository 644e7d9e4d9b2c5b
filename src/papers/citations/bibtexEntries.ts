/** An entry, a `@string`, a `@preamble` or a `@comment` of a BibTeX file, as it stands there. */
export interface BibtexEntry {
  /** The word after the `@`, in lower case. */
  readonly type: string;
  /** Of its `@`. */
  readonly start: number;
  /** From the `@` to the bracket that closes it; undefined where that does not come before the next entry. */
  readonly text: string | undefined;
}

/** A comment, which is passed over, or what an entry begins with. */
const commentOrStart = /%[^\r\n]*|@[ \t]{0,80}([a-z]{1,40})\s{0,80}([{(])/gi;
const startOfLine = /^[ \t]{0,80}@[ \t]{0,80}[a-z]{1,40}\s{0,80}[{(]/gim;

/**
 * What a BibTeX file consists of, in its order. An entry whose brackets are still open where another begins at the start
 * of a line is torn, and ends there: a bracket that is missing costs one entry, not all after it. Linear in any text.
 */
export function bibtexEntries(text: string): readonly BibtexEntry[] {
  const lineStarts = [...text.matchAll(startOfLine)].map(({ 0: found, index }) => index + found.indexOf('@'));
  const entries: BibtexEntry[] = [];
  let [next, at, commentsMayBeLong] = [0, 0, true];
  for (;;) {
    commentOrStart.lastIndex = at;
    const match = commentOrStart.exec(text);
    if (!match) return entries;
    const [found, word, bracket] = match;
    at = match.index + found.length;
    if (word === undefined) continue;
    const { index: start } = match;
    while ((lineStarts[next] ?? text.length) <= start) next++;
    const limit = lineStarts[next] ?? text.length;
    const type = word.toLowerCase();
    // What is commented out is entries as often as not. A comment that never ends is looked for in the whole file once.
    const isLong = type === 'comment' && commentsMayBeLong;
    const end = closingBracket(text, at, bracket === '{', isLong ? text.length : limit);
    if (isLong && end === undefined) commentsMayBeLong = false;
    entries.push({ type, start, text: end === undefined ? undefined : text.slice(start, end) });
    at = end ?? limit;
  }
}

/** The end of what an opening bracket before `from` opened, its closing bracket included. */
function closingBracket(text: string, from: number, isBrace: boolean, limit: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < limit; at++) {
    const sign = text[at];
    if (sign === '\\') at++;
    else if (sign === '{') depth++;
    else if (sign === '}') {
      if (isBrace && depth === 0) return at + 1;
      depth--;
    } else if (isBrace || depth > 0) continue;
    else if (sign === '"') quoted = !quoted;
    else if (sign === ')' && !quoted) return at + 1;
  }
  return undefined;
}
