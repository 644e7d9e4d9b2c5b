import { readArxivId, type ArxivId } from './arxivId';

/**
 * Reads a DOI at the start of `text`, with or without `doi:` before it: lower case, without a resolver, without the
 * punctuation of the sentence around it. Undefined where there is none.
 */
export function readDoi(text: string): string | undefined {
  const match = /^(?:doi\s*:\s*)?(10\.\d{4,9}(?:\.\d+)*\/[^\s"<>]+)/i.exec(text.trim());
  return match?.[1] === undefined ? undefined : trimPunctuation(match[1]).toLowerCase();
}

/** The identifier behind one of arXiv's own DOIs, `10.48550/arXiv.<id>`. */
export function arxivIdOfDoi(doi: string): ArxivId | undefined {
  const match = /^10\.48550\/arxiv\.(.+)$/i.exec(doi);
  return match?.[1] === undefined ? undefined : readArxivId(match[1]);
}

/** A closing bracket belongs to the DOI only where it was opened there, as in `10.1016/0001(73)90012-4`. */
function trimPunctuation(doi: string): string {
  let result = doi;
  for (;;) {
    const last = result.at(-1) ?? '';
    const opening = ({ ')': '(', ']': '[', '}': '{' } as Record<string, string>)[last];
    const unbalanced = opening !== undefined && result.split(opening).length < result.split(last).length;
    if (!unbalanced && !".,;:'!?".includes(last)) return result;
    if (last === '') return result;
    result = result.slice(0, -1);
  }
}
