import type { OffsetRange } from '../../base/text';
import { readPaperLink } from '../links';
import type { PaperIds } from '../paper';
import { titleKey } from '../titleKey';
import type { DailyEntry, MissingPart } from './dailyEntry';
import type { DaysAgo, WrittenDate } from './dateText';
import { organisationName } from './organisation';

/** An entry while its lines are read. */
export class EntryDraft {
  title = '';
  readonly paragraphs: string[] = [];
  authorsCount: number | undefined;
  readonly authors: string[] = [];
  organisation: string | undefined;
  submitter: string | undefined;
  date: WrittenDate | DaysAgo | undefined;
  comments: number | undefined;
  upvotes: number | undefined;
  ids: PaperIds = {};
  readonly links: string[] = [];
  /** Of what was read of it so far. */
  end = 0;
  private start = Infinity;

  constructor(
    /** Parts of the page between its own words: what stands alone in one without entries is no entry. */
    readonly segment: number,
    /** The index of the page's date that stands above it; -1 for none. */
    readonly pageDate: number,
  ) {}

  /** Metadata that stands behind an entry was read: the next paragraph is another entry's. */
  get closed(): boolean {
    return this.authorsCount !== undefined || this.date !== undefined || this.organisation !== undefined;
  }

  /** A title and nothing else. */
  get bare(): boolean {
    return !(
      this.paragraphs.length > 0 ||
      this.closed ||
      this.upvotes !== undefined ||
      this.comments !== undefined ||
      this.submitter !== undefined ||
      this.ids.arxiv !== undefined ||
      this.ids.doi !== undefined
    );
  }

  cover(range: OffsetRange): void {
    this.start = Math.min(this.start, range.start);
    this.end = Math.max(this.end, range.end);
  }

  /** An address of the paper: its identifier where it has one, else a link of it. */
  addAddress(href: string): void {
    const link = readPaperLink(href);
    if (this.ids.arxiv === undefined && (link.ids.arxiv !== undefined || link.ids.doi !== undefined)) {
      this.ids = { ...this.ids, ...link.ids };
    } else if (link.kind !== 'file' && !this.links.includes(link.url)) this.links.push(link.url);
  }

  /** The entry, its date aside. */
  finish(): Omit<DailyEntry, 'date'> {
    const abstract = this.paragraphs.join('\n\n');
    const missing: MissingPart[] = [];
    if (this.title === '') missing.push('title');
    if (abstract === '') missing.push('abstract');
    if (this.authorsCount === undefined && this.authors.length === 0) missing.push('authors');
    if (this.date === undefined) missing.push('date');
    const title = this.title || firstWords(abstract);
    return {
      key: this.ids.arxiv === undefined ? `title:${titleKey(title)}` : `arxiv:${this.ids.arxiv}`,
      title,
      abstract,
      authorsCount: this.authorsCount ?? (this.authors.length || undefined),
      authors: this.authors,
      organisation: this.organisation === undefined ? undefined : organisationName(this.organisation),
      submitter: this.submitter,
      comments: this.comments,
      upvotes: this.upvotes,
      ids: this.ids,
      links: this.links,
      missing,
      range: { start: this.start, end: this.end },
    };
  }
}

function firstWords(text: string): string {
  if (text.length <= 90) return text;
  const cut = text.slice(0, 90);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40))}…`;
}
