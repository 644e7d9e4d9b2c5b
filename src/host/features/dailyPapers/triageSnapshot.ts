import type { DailyPage } from '../../../papers/daily/dailyEntry';
import type { Decided } from '../../../papers/daily/decisions';
import type { KnownPapers } from '../../../papers/daily/knownPapers';
import { topicOf } from '../../../papers/daily/topics';
import type { TriageEntry, TriagePage, TriageProgress } from '../../../protocol/triagePanel';

/** A page as the triage view is sent it. */
export function triagePage(page: DailyPage, title: string, file: string): TriagePage {
  return {
    title,
    file,
    ...(page.date ? { day: page.date.iso } : {}),
    entries: page.entries.map((entry): TriageEntry => {
      const { key, abstract, authors, authorsCount, organisation, submitter, date, comments, upvotes } =
        entry;
      return {
        key,
        title: entry.title,
        abstract,
        authors: [...authors],
        topic: topicOf(entry.title, abstract),
        missing: [...entry.missing],
        ...(authorsCount === undefined ? {} : { authorsCount }),
        ...(organisation === undefined ? {} : { organisation }),
        ...(submitter === undefined ? {} : { submitter }),
        ...(date === undefined ? {} : { date }),
        ...(comments === undefined ? {} : { comments }),
        ...(upvotes === undefined ? {} : { upvotes }),
        ...(entry.ids.arxiv === undefined ? {} : { arxiv: entry.ids.arxiv }),
      };
    }),
    repeated: page.repeated,
    problems: [...page.problems],
  };
}

/** What was decided of the page's papers, and which of them the notes' lists have. */
export function triageProgress(
  page: DailyPage,
  decided: ReadonlyMap<string, Decided>,
  known: KnownPapers,
): Pick<TriageProgress, 'decisions' | 'listed'> {
  const decisions: TriageProgress['decisions'] = {};
  const listed: TriageProgress['listed'] = {};
  for (const entry of page.entries) {
    const { decision, priority } = decided.get(entry.key) ?? {};
    if (decision !== undefined && decision !== 'undecided') {
      decisions[entry.key] = { decision, ...(priority === undefined ? {} : { priority }) };
    }
    const at = known.find(entry);
    if (at) listed[entry.key] = { note: at.note, line: at.line };
  }
  return { decisions, listed };
}
