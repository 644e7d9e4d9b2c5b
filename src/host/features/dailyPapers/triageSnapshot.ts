import { readableTitle } from '../../../notes/readableMaths';
import type { DailyPage } from '../../../papers/daily/dailyEntry';
import type { Decided } from '../../../papers/daily/decisions';
import type { KnownPapers } from '../../../papers/daily/knownPapers';
import type { Topic } from '../../../papers/categorise/topicOf';
import type { TriageEntry, TriagePage, TriageProgress } from '../../../protocol/triagePanel';

/** What is shown for papers that no topic can be told of. */
const noTopic = 'Other';

/** A page as the triage view is sent it, with the topics that are known by now. */
export function triagePage(
  page: DailyPage,
  title: string,
  file: string,
  topics: ReadonlyMap<string, Topic>,
): TriagePage {
  return {
    title,
    file,
    ...(page.date ? { day: page.date.iso } : {}),
    entries: page.entries.map((entry): TriageEntry => {
      const { key, abstract, authors, authorsCount, organisation, submitter, date, comments, upvotes } =
        entry;
      const topic = topics.get(key);
      return {
        key,
        title: readableTitle(entry.title),
        abstract,
        authors: [...authors],
        missing: [...entry.missing],
        ...(topic ? { topic: { name: topic.name ?? noTopic, reason: topic.reason } } : {}),
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
