/** Longer titles are compared by their first characters. */
const longest = 200;

const hasMarks = /[<[\\{*_`#]|\s\s|[^\S ]/;

/** A title as a person reads it: marks of emphasis, links, anchors and LaTeX's commands taken off. */
export function plainTitle(text: string): string {
  if (!hasMarks.test(text)) return text.trim();
  return text
    .slice(0, 400)
    .replace(/<[^<>]{1,80}>/g, '')
    .replace(/\[([^[\]]{0,300})\]\([^()]{0,300}\)/g, '$1')
    .replace(/\\(?:textbf|textit|texttt|emph|text|mathrm|texorpdfstring)\{([^{}]{0,200})\}/g, '$1')
    .replace(/\\label\{[^{}]{0,100}\}/g, '')
    .replace(/\{#[^{}]{0,100}\}\s*$/, '')
    .replace(/\*\*|__|`/g, '')
    .replace(/(?<![\p{L}\p{N}\\$])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}{$])/gu, '')
    .replace(/\s#{1,6}$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What of a title survives a converter: its letters and digits, in one case. Spaces and hyphens come and go. */
export function titleKey(title: string): string {
  return title
    .slice(0, longest)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Whether two keys are the same title but for a few wrong letters: one in seven, none in short ones. */
export function areSimilarKeys(a: string, b: string): boolean {
  if (a === b) return a !== '';
  const length = Math.min(a.length, b.length);
  return length >= 5 && isWithinEdits(a, b, Math.max(1, Math.floor(length / 7)));
}

/** Whether at most `limit` insertions, deletions and replacements lead from one to the other. */
export function isWithinEdits(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = new Array<number>(b.length + 1).fill(limit + 1);
    next[0] = i;
    let least = i;
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const value = Math.min(replaced, (row[j] ?? limit + 1) + 1, (next[j - 1] ?? limit + 1) + 1);
      next[j] = value;
      if (value < least) least = value;
    }
    if (least > limit) return false;
    row = next;
  }
  return (row[b.length] ?? limit + 1) <= limit;
}
