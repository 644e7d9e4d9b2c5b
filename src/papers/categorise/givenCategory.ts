import { defaultReadingListSections, sectionMatcher } from '../../notes/readingSections';
import type { LibraryPaper } from '../paper';
import type { Taxonomy } from './taxonomy';

/** Headings that divide a list by something else than topics: time, urgency, state, chance. */
const notTopics =
  /^(?:(?:week|month|session|day|meeting|year|spring|summer|autumn|fall|winter|semester|quarter|q[1-4])\b.*|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b\.?[\s\d,]*|(?:p|prio|priority|level)\s*\d+.*|.*\bpriority|urgent|important|must[- ]reads?|optional|nice to have|later|next|new|old|today|to[- ]?do|to read|unread|currently reading|reading|read|finished|done|skipped|dropped|backlog|queue|inbox|misc(?:ellaneous)?\.?|others?|etc\.?|unsorted|uncategori[sz]ed|unknown|general|links?|urls?|pdfs?|papers?|articles?|from .+|by .+|.*\d+\s*(?:주차?|월|일|년|학기)|기타|미분류|나중에|읽음|읽는 중|읽을 것|완료|급함|중요|필수|선택)$/iu;
const isListName = sectionMatcher(defaultReadingListSections);

/** False for a name that says nothing of what its papers are about: "Week 3", "2024.12.22", "Urgent". */
export function isTopic(name: string): boolean {
  const plain = name
    .replace(/[^\p{L}\p{N}\s.,-]+/gu, ' ')
    .trim()
    .replace(/\s+/g, ' ');
  return (
    /\p{L}/u.test(plain) && !/^\d[\d\s.,:/~-]*$/.test(plain) && !notTopics.test(plain) && !isListName(name)
  );
}

/** The category that the user gave the paper: by a heading, a column, in the library, or by its tag. arXiv's own are none. */
export function givenCategory(paper: LibraryPaper, taxonomy: Taxonomy): string | undefined {
  // A place has a category where a topic divides its list, rather than a week, a state or how urgent it is.
  for (const { category } of paper.places) if (category !== undefined && isTopic(category)) return category;
  if (paper.own?.category !== undefined) return paper.own.category;
  const tags = new Set(paper.tags.map((tag) => tag.toLowerCase()));
  return taxonomy.find(({ tag }) => tags.has(tag.toLowerCase()))?.name;
}
