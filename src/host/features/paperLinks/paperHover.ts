import {
  Hover,
  l10n,
  MarkdownString,
  Range,
  Uri,
  workspace,
  type Command,
  type HoverProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { experimentsOfPaper } from '../../../experiments/papersOfKinds';
import { readableTitle } from '../../../notes/readableMaths';
import { keysOfPaper } from '../../../papers/keysOfPaper';
import { pageOfIds } from '../../../papers/links';
import type { PaperLink } from '../../../papers/paper';
import { publishedTitle } from '../../../papers/publishedTitle';
import { plainNote } from '../../../papers/search/plainNote';
import { isTitleOnly, titleQuery } from '../../../papers/titleQuery';
import { readWebUrl } from '../../../papers/unwrapLink';
import type { CommandId } from '../../contributions';
import { paperLabel } from '../readingList/paperText';
import { paperAt, placeTarget } from '../readingList/targets';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { knownPaper, type KnownPaper } from './knownPapers';
import { linkAt } from './linkAt';

const hoverCommands: readonly CommandId[] = [
  'marginalia.paper.reveal',
  'marginalia.paper.find',
  'marginalia.links.fetchTitle',
  'marginalia.paper.runExperiment',
];
const longestAbstract = 900;
const longestNote = 500;
const mostAuthors = 8;

/** Over a link to a paper anywhere in a note, and over the title of an entry that links none: what the paper is, what the reading list says of it, what can be done. */
export class PaperHover implements HoverProvider {
  constructor(private readonly papers: WorkspacePapers) {}

  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const at = linkAt(document, position);
    if (!at) return this.overTitle(document, position);
    const known = await knownPaper(this.papers, document, at.link.address);
    if (!known) return undefined;
    const start = document.positionAt(at.base + at.link.range.start);
    const end = document.positionAt(at.base + at.link.range.end);
    const source = { uri: document.uri, address: at.link.address, line: position.line };
    return new Hover(describePaper(known, this.papers, source), new Range(start, end));
  }

  private async overTitle(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const found = await paperAt(this.papers, document.uri, position.line);
    const title = found && titleQuery(found.place)?.title;
    const start = title === undefined ? -1 : document.lineAt(position.line).text.indexOf(title);
    if (!found || title === undefined || start < 0) return undefined;
    const range = new Range(position.line, start, position.line, start + title.length);
    if (!range.contains(position)) return undefined;
    return new Hover(describePaper({ ...found, link: undefined }, this.papers), range);
  }
}

/** A paper that a hover describes; from a citation key there may be no link. */
type DescribedPaper = Omit<KnownPaper, 'link'> & { readonly link: PaperLink | undefined };

/** The link that the hover stands over, which can be asked for. */
interface HoverSource {
  readonly uri: Uri;
  readonly address: string;
  readonly line: number;
}

/** @param source left out where the hover stands over no link. */
export function describePaper(
  known: DescribedPaper,
  papers: WorkspacePapers,
  source?: HoverSource,
): MarkdownString {
  const { paper, link } = known;
  const { record } = paper;
  const text = new MarkdownString(undefined, true);
  text.isTrusted = { enabledCommands: hoverCommands };
  const paragraph = (line: string | undefined): void => {
    if (line !== undefined && line !== '') text.appendMarkdown(`${text.value === '' ? '' : '\n\n'}${line}`);
  };
  paragraph(`**${escape(readableTitle(publishedTitle(paper) ?? paperLabel(paper)))}**`);
  paragraph(escape(authorLine(record?.authors?.value ?? [])));
  const facts = [
    record?.year?.value,
    record?.venue?.value ?? record?.journalReference?.value,
    record?.categories?.value[0],
  ];
  paragraph(escape(facts.filter((part) => part !== undefined && part !== '').join(' · ')));
  const [place] = paper.places;
  if (place) {
    const where = paper.places.map(({ note, line }) => `${note}:${line + 1}`);
    const state = [
      paper.status ?? l10n.t('to read'),
      paper.priority === undefined ? '' : l10n.t('priority {0}', paper.priority),
    ].filter((part) => part !== '');
    paragraph(`$(list-unordered) ${escape(`${state.join(', ')} · ${where.join(', ')}`)}`);
  } else paragraph(`$(circle-outline) ${l10n.t('In no reading list.')}`);
  paragraph(escape(shortened(record?.abstract?.value ?? '', longestAbstract)));
  const words = plainNote(papers.wordsOn(known.folder, paper));
  if (words !== '') paragraph(escape(l10n.t('Your note: {0}', shortened(words, longestNote))));
  if (!record && link?.kind !== 'file') paragraph(l10n.t('Nothing was fetched of it yet.'));
  paragraph(actions(known, source).join(' · '));
  const page = link?.pageUrl ?? pageOfIds(paper.ids);
  const pages = [web(l10n.t('Page'), page), web('PDF', link?.pdfUrl)].filter((each) => each !== '');
  paragraph(pages.join(' · '));
  return text;
}

function actions(known: DescribedPaper, source: HoverSource | undefined): string[] {
  const { folder, paper, link } = known;
  const [place] = paper.places;
  const list: Command[] = [];
  const reveal: CommandId = 'marginalia.paper.reveal';
  const find: CommandId = 'marginalia.paper.find';
  const fetch: CommandId = 'marginalia.links.fetchTitle';
  if (place)
    list.push({ title: l10n.t('Show in Note'), command: reveal, arguments: [placeTarget(folder, place)] });
  if (place && isTitleOnly(paper)) {
    const target = placeTarget(folder, place, paper.key);
    list.push({ title: l10n.t('Find This Paper…'), command: find, arguments: [target] });
  }
  if (!paper.record && source && link?.kind !== 'file') {
    list.push({ title: l10n.t('Fetch'), command: fetch, arguments: [source.uri.toString(), source.address] });
  }
  const run: CommandId = 'marginalia.paper.runExperiment';
  const keys = keysOfPaper(paper);
  if (workspace.isTrusted && experimentsOfPaper(keys).length > 0) {
    const at = source ? { note: source.uri.toString(), line: source.line } : placeInNote(known);
    list.push({
      title: l10n.t('Run This Paper’s Experiment on Your Data'),
      command: run,
      arguments: [{ keys, ...at }],
    });
  }
  return list.map(
    ({ title, command, arguments: values }) =>
      `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(values))})`,
  );
}

/** Where a paper's first entry stands; nothing for a paper of no list. */
function placeInNote({ folder, paper }: DescribedPaper): { note: string; line: number } | undefined {
  const [place] = paper.places;
  return place && { note: Uri.joinPath(folder.uri, place.note).toString(), line: place.line };
}

function authorLine(authors: readonly string[]): string {
  const shown = authors.slice(0, mostAuthors).join(', ');
  const others = authors.length - mostAuthors;
  return others > 0 ? l10n.t('{0} and {1} others', shown, others) : shown;
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.lastIndexOf(' ', most);
  return `${text.slice(0, end > 0 ? end : most)} …`;
}

function web(label: string, address: string | undefined): string {
  const url = address === undefined ? undefined : readWebUrl(address);
  return url ? `[${label}](<${url.href.replaceAll('>', '%3E')}>)` : '';
}

/** What a service or a note says is text, never marks or links of our own. */
function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+\-.!~|&$]/g, '\\$&');
}
