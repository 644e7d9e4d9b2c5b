import { Ahead, submitterComesFirst } from './ahead';
import { EntryDraft } from './entryDraft';
import { dateIn, type DaysAgo, type WrittenDate } from './dateText';
import { splitNames, type Meta } from './metaLine';
import { rangeOfLines, textOf, type MetaItem, type PageItem, type Prose } from './pageItems';
import type { PageLine } from './pageLines';
import {
  endsSentence,
  hardBreak,
  isLongProse,
  isWholeTitle,
  looksLikeAbstract,
  looksLikeTitle,
  startsWithTitle,
  words,
} from './proseShape';

/** What a label on a line of its own waits for. */
type Awaited = 'submitter' | 'upvotes' | 'comments' | 'stars' | 'published' | 'authors' | 'abstract';

export interface Segmented {
  readonly drafts: readonly EntryDraft[];
  /** The days that stand above entries, as on "Daily Papers … Oct 30". */
  readonly pageDates: readonly (WrittenDate | DaysAgo)[];
}

/**
 * Parts a page's items into entries. A title is what comes where one is due: at the start, after the metadata that
 * closes an entry, before an abstract. Where metadata is missing, the shape of the paragraphs decides.
 */
export function segmentPage(items: readonly PageItem[]): Segmented {
  return new Segmenter(items).run();
}

class Segmenter {
  private readonly drafts: EntryDraft[] = [];
  private readonly pageDates: (WrittenDate | DaysAgo)[] = [];
  private entry: EntryDraft | undefined;
  private segment = 0;
  private awaited: Awaited | undefined;
  private afterSeparator = false;
  private ahead = new Ahead();
  private readonly submitterFirst: boolean;

  constructor(private readonly items: readonly PageItem[]) {
    this.submitterFirst = submitterComesFirst(items);
  }

  run(): Segmented {
    let onePaper = false;
    for (const [at, item] of this.items.entries()) {
      if (item.kind === 'chrome') {
        // Below the one paper of its own page come people's comments on it.
        if (onePaper && /^community\b/i.test(item.line.text)) break;
        this.boundary();
        const day = dateIn(item.line.text);
        if (day) this.pageDates.push(day);
      } else if (item.kind === 'meta') {
        onePaper ||= item.metas.some(({ kind }) => kind === 'abstractLabel');
        this.readMetas(item, this.items[at + 1]);
      } else this.readProse(item, this.items[at + 1]);
      this.afterSeparator = item.kind === 'meta' && item.metas.at(-1)?.kind === 'separator';
    }
    return { drafts: this.kept(), pageDates: this.pageDates };
  }

  /** Titles alone count where entries with more stand beside them, or nowhere else. */
  private kept(): readonly EntryDraft[] {
    const full = new Set(this.drafts.filter((draft) => !draft.bare).map(({ segment }) => segment));
    const worthy = this.drafts.filter((draft) => !draft.bare || isWholeTitle(draft.title));
    return full.size === 0 ? worthy : worthy.filter(({ segment }) => full.has(segment));
  }

  private boundary(): void {
    this.entry = undefined;
    this.awaited = undefined;
    this.ahead = new Ahead();
    this.segment++;
  }

  private readMetas(item: MetaItem, next: PageItem | undefined): void {
    for (const meta of item.metas) this.readMeta(meta, item, next);
  }

  private readMeta(meta: Meta, item: MetaItem, next: PageItem | undefined): void {
    const { line } = item;
    const awaited = this.awaited;
    if (meta.kind !== 'separator' && meta.kind !== 'noise') this.awaited = undefined;
    switch (meta.kind) {
      case 'authors':
        return this.give(line, (entry) => (entry.authorsCount ??= meta.count));
      case 'authorNames':
        return this.give(line, (entry) => entry.authors.push(...meta.names));
      case 'date':
        return this.readDate(meta, item, awaited, next);
      case 'count':
        return this.readCount(meta.count, line, awaited);
      case 'upvotes':
        if (meta.count === undefined) this.awaited = 'upvotes';
        else this.addUpvotes(meta.count, line);
        return;
      case 'comments':
        if (meta.count === undefined) this.awaited = 'comments';
        return this.give(line, (entry) => (entry.comments ??= meta.count));
      case 'submitter':
        if (this.submitterFirst && this.entry) this.ahead = new Ahead();
        if (this.submitterFirst) this.entry = undefined;
        if (!this.entry) this.ahead.put(line);
        if (meta.name === undefined) this.awaited = 'submitter';
        else this.setSubmitter(meta.name, line);
        return;
      case 'stars':
        this.awaited = meta.count === undefined ? 'stars' : undefined;
        return;
      case 'published':
        this.awaited = 'published';
        return;
      case 'authorsLabel':
        this.awaited = 'authors';
        return;
      case 'abstractLabel':
        this.awaited = 'abstract';
        return;
      case 'address':
        return this.addAddress(meta.href, line);
      case 'organisation':
        return this.readLead(meta.name, line);
      case 'separator':
      case 'noise':
        return this.entry?.cover(line.range);
    }
  }

  /** Something that belongs to the entry above; on its own it belongs to nothing. */
  private give(line: PageLine, set: (entry: EntryDraft) => unknown): void {
    if (!this.entry) return;
    set(this.entry);
    this.entry.cover(line.range);
  }

  private readDate(
    meta: Extract<Meta, { kind: 'date' }>,
    item: MetaItem,
    awaited: Awaited | undefined,
    next: PageItem | undefined,
  ): void {
    const { line, metas } = item;
    const alone = metas.length === 1 && line.afterBlank && !this.afterSeparator && awaited === undefined;
    const heading = alone && !/^(?:published|posted|submitted)/i.test(line.text);
    // Between entries a day alone is the next part of the page, as it is above the first.
    const another = this.entry?.date !== undefined || this.submitterFirst;
    if (heading && (!this.entry || another) && next?.kind !== 'chrome') {
      this.boundary();
      this.pageDates.push(meta.date);
    } else if (heading && !this.entry) this.pageDates.push(meta.date);
    else {
      this.give(line, (entry) => {
        entry.date ??= meta.date;
        entry.comments ??= meta.comments;
      });
    }
  }

  private readCount(count: number, line: PageLine, awaited: Awaited | undefined): void {
    if (awaited === 'upvotes') return this.addUpvotes(count, line);
    if (awaited === 'stars') return this.entry?.cover(line.range);
    const entry = this.entry;
    const takes = entry && entry.comments === undefined && (entry.closed || awaited === 'comments');
    if (takes) this.give(line, () => (entry.comments = count));
    else this.ahead.put(line).upvotes = count;
  }

  private addUpvotes(count: number, line: PageLine): void {
    if (this.entry) this.give(line, (entry) => (entry.upvotes ??= count));
    else this.ahead.put(line).upvotes = count;
  }

  private setSubmitter(text: string, line: PageLine): void {
    const name = text.replace(/\s+on\s+\S+\s+\d+.*$/i, '');
    if (this.entry) this.give(line, (entry) => (entry.submitter ??= name));
    else this.ahead.put(line).submitter = name;
  }

  private addAddress(href: string, line: PageLine): void {
    if (this.entry) this.give(line, (entry) => entry.addAddress(href));
    else this.ahead.put(line).hrefs.push(href);
  }

  /** "Deep Lab · Oct 19" closes an entry; "A Title · 7 authors" is one. */
  private readLead(name: string, line: PageLine): void {
    if (this.entry && !this.entry.closed && name.length <= 80) {
      this.give(line, (entry) => (entry.organisation ??= name));
    } else if (words(name) >= 2) this.begin([{ ...line, text: name }]);
  }

  private readProse(item: Prose, next: PageItem | undefined): void {
    let { lines } = item;
    if (this.awaited === 'authors') return this.addNames(lines);
    if (this.awaited === 'submitter') {
      const [first, ...rest] = lines;
      if (first && first.text.length <= 60) this.setSubmitter(first.text, first);
      this.awaited = undefined;
      lines = rest;
    }
    const abstractDue =
      this.awaited === 'abstract' &&
      (this.entry?.paragraphs.length === 0 || looksLikeAbstract(textOf(lines)));
    if (!abstractDue) this.awaited = undefined;
    const organisation = this.organisationIn(lines, next);
    if (organisation) lines = lines.slice(0, -1);
    if (lines.length > 0) {
      if (abstractDue) this.addParagraph(lines);
      else if (!this.entry || this.entry.closed) this.begin(lines);
      else if (this.continues(lines, this.entry)) this.addParagraph(lines);
      else this.begin(lines);
    }
    if (organisation) this.give(organisation, (entry) => (entry.organisation ??= organisation.text));
  }

  private addNames(lines: readonly PageLine[]): void {
    for (const line of lines) this.give(line, (entry) => entry.authors.push(...splitNames(line.text)));
  }

  /** The short line that a middle dot follows at once, where it is not the title itself. */
  private organisationIn(lines: readonly PageLine[], next: PageItem | undefined): PageLine | undefined {
    const last = lines.at(-1);
    if (!last || next?.kind !== 'meta') return undefined;
    const open = this.entry !== undefined && !this.entry.closed;
    // "NAVER", and on the next line how many authors: short, below an abstract, and no sentence.
    const counted = next.metas[0]?.kind === 'authors' && !next.line.afterBlank && last.text.length <= 40;
    if (!next.dotted && !(counted && open && (this.entry?.paragraphs.length ?? 0) > 0)) return undefined;
    // A page pasted with an empty line after every line has one here too.
    const follows = next.line.afterBlank
      ? open && (this.entry?.paragraphs.length ?? 0) > 0
      : open || lines.length > 1;
    return follows && last.text.length <= 80 && !endsSentence(last.text) ? last : undefined;
  }

  /** Whether a paragraph is more of the entry above it, which nothing has closed. */
  private continues(lines: readonly PageLine[], entry: EntryDraft): boolean {
    const text = textOf(lines);
    if (lines[0]?.strong !== undefined) return false;
    if (entry.paragraphs.length > 0 && startsWithTitle(lines)) return false;
    if (looksLikeAbstract(text)) return true;
    if (entry.paragraphs.length === 0) return /(?:…|\.\.\.)$/.test(text);
    return endsSentence(text) || !looksLikeTitle(text);
  }

  private addParagraph(lines: readonly PageLine[]): void {
    if (!this.entry) this.open();
    this.entry?.paragraphs.push(textOf(lines).replace(/^(?:abstract|초록)\s*[:.：—–-]\s*(?=\S)/iu, ''));
    this.entry?.cover(rangeOfLines(lines));
  }

  private begin(lines: readonly PageLine[]): void {
    const [first] = lines;
    if (!first) return;
    this.open();
    if (first.strong === undefined && isLongProse(first.text)) return this.addParagraph(lines);
    const whole = textOf(lines);
    // Lines without an empty one between: a title of several lines, or a title and its abstract.
    const splits =
      lines.length > 1 && (endsSentence(whole) || isLongProse(whole)) && !endsSentence(first.text);
    const end = splits ? Math.max(1, hardBreak(lines)) : lines.length;
    const titleLines = lines.slice(0, end);
    const entry = this.entry;
    if (!entry) return;
    entry.title = textOf(titleLines);
    for (const href of titleLines.flatMap(({ hrefs }) => hrefs)) entry.addAddress(href);
    entry.cover(rangeOfLines(titleLines));
    if (splits) this.addParagraph(lines.slice(end));
  }

  private open(): void {
    const entry = new EntryDraft(this.segment, this.pageDates.length - 1);
    entry.upvotes = this.ahead.upvotes;
    entry.submitter = this.ahead.submitter;
    for (const href of this.ahead.hrefs) entry.addAddress(href);
    if (this.ahead.start !== undefined) {
      // One line may end an entry and start the next.
      const start = Math.max(this.ahead.start, this.drafts.at(-1)?.end ?? 0);
      entry.cover({ start, end: start });
    }
    this.ahead = new Ahead();
    this.drafts.push(entry);
    this.entry = entry;
  }
}
