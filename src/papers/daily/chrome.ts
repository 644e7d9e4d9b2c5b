/** The words around the entries: navigation, sign-up, footer, in lower case and without marks around them. */
const words = new Set(
  (
    'new|subscribe|unsubscribe|daily|weekly|monthly|trending|papers|previous|next|prev|first|last|load more|show more papers|' +
    'hugging face|models|datasets|spaces|buckets|community|docs|documentation|enterprise|pricing|log in|login|sign in|' +
    'sign up|logout|website|company|tos|terms|terms of service|privacy|about|careers|jobs|theme|system theme|light|dark|' +
    'search|search papers|search by title|filter|sort|tasks|huggingchat|collections|languages|organizations|blog|posts|learn|' +
    'discord|forum|solutions|leaderboard|inference endpoints|storage|skip to content|menu|close|back to top|' +
    'all hf hub products|team & enterprise|join the discussion on this paper page|paper author|paper submitter|' +
    'sign up or log in to comment|edit|preview|reply|upload images, audio, and videos'
  ).split('|'),
);

const patterns: readonly RegExp[] = [
  /^by\s?ak\b.{0,80}$/i,
  /^(?:the\s+)?(?:hugging ?face\s+)?(?:daily|trending|weekly|monthly)\s+papers(?:\s*[-–—|·:,(].{0,40}|\s+(?:of|for|from|saved)\b.{0,40}|\s+\d.{0,30})?$/i,
  /^get (?:trending|daily|the latest) papers\b/i,
  /^your daily dose of ai research\b/i,
  /^(?:©|\(c\))/i,
  /^sort(?:ed)?(?: by)?\s*:/i,
  /^(?:showing|page) \d+/i,
  /^(?:«|‹|<<?|←)?\s*(?:previous|next)\s*(?:»|›|>>?|→)?$/i,
  /^[.…]{1,3}$/,
  /^\d[\d,]* (?:papers|results)\b.{0,40}$/i,
  // A row of page numbers.
  /^(?:(?:previous|prev|«|‹)\s+)?\d+(?:\s+(?:\d+|…|\.\.\.))+(?:\s+(?:next|»|›))?$/i,
];

/** Whether a line is the page's own and says nothing of a paper. */
export function isChrome(text: string): boolean {
  if (text.length > 140) return false;
  const plain = text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (words.has(plain) || patterns.some((pattern) => pattern.test(text))) return true;
  const parts = plain.split(/[\s|·•]+/u);
  return parts.length >= 3 && parts.every((part) => words.has(part));
}
