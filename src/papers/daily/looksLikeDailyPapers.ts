import { isChrome } from './chrome';
import { readAge, readDate } from './dateText';
import { pageLines } from './pageLines';

/**
 * A cheap look, for files found in a workspace: author counts of several papers, or two days under middle dots as
 * entries end in, or the page's own heading beside one of either; the service's JSON by the names of its fields. Only
 * the start of the text is looked at.
 */
export function looksLikeDailyPapers(start: string): boolean {
  if (looksLikeJson(start)) {
    return (
      /"(?:numComments|submittedOnDailyAt|upvotes)"\s*:/.test(start) && /"(?:summary|title)"\s*:/.test(start)
    );
  }
  let [authors, days, seen, heading, dotted] = [0, 0, 0, false, false];
  for (const { text } of pageLines(start)) {
    heading ||= seen++ < 40 && /\bpapers$/i.test(text.slice(0, 60)) && isChrome(text);
    const counted = text.length <= 60 && /^(?:[•·]\s*)?\d{1,4} authors?(?:$|\s*·\s*(.*))/u.exec(text);
    if (counted) authors++;
    const day = counted ? counted[1] : dotted ? text : undefined;
    if (day !== undefined && isDay(day)) days++;
    if (authors >= 3 || days >= 2 || (heading && authors + days >= 1)) return true;
    dotted = text === '·';
  }
  return false;
}

/** "Dec 18, 2024", "Oct 19 2" with its comments, "3 days ago". */
function isDay(text: string): boolean {
  if (text.length > 40) return false;
  const rest = text.slice(readDate(text)?.length ?? 0);
  return rest === text ? readAge(text) !== undefined : /^\s*\d{0,4}$/.test(rest);
}

/** Whether it is the service's JSON rather than the text of its page. */
export function looksLikeJson(text: string): boolean {
  const start = text.slice(0, 200).trimStart();
  return /^\ufeff?\s*(?:\{\s*"|\[\s*[{"\]])/.test(start);
}
