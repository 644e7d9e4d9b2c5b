import { isChrome } from './chrome';
import { pageLines } from './pageLines';

/**
 * A cheap look, for files found in a workspace: several author counts or days under middle dots, or the page's own
 * heading beside one; the service's JSON by the names of its fields. Only the start of the text is looked at.
 */
export function looksLikeDailyPapers(start: string): boolean {
  if (looksLikeJson(start)) {
    return (
      /"(?:numComments|submittedOnDailyAt|upvotes)"\s*:/.test(start) && /"(?:summary|title)"\s*:/.test(start)
    );
  }
  let [authors, seen, heading] = [0, 0, false];
  for (const { text } of pageLines(start)) {
    heading ||= seen++ < 40 && /\bpapers$/i.test(text.slice(0, 60)) && isChrome(text);
    if (text.length <= 60 && /^(?:[•·]\s*)?\d{1,4} authors?(?:$|\s*·)/u.test(text)) authors++;
    if (authors >= 3 || (heading && authors >= 1)) return true;
  }
  return false;
}

/** Whether it is the service's JSON rather than the text of its page. */
export function looksLikeJson(text: string): boolean {
  const start = text.slice(0, 200).trimStart();
  return /^\ufeff?\s*(?:\{\s*"|\[\s*[{"\]])/.test(start);
}
