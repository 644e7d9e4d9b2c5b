import {
  DocumentDropEdit,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  l10n,
  type CancellationToken,
  type DataTransfer,
  type DocumentDropEditProvider,
  type DocumentPasteEditProvider,
  type Position,
  type Range,
  workspace,
  type TextDocument,
} from 'vscode';
import { writeAddress, writeLinkText } from '../../../notes/noteLinks';
import { readAddInput } from '../../../papers/addInput';
import type { PaperLink } from '../../../papers/paper';
import { publishedTitle } from '../../../papers/publishedTitle';
import { knownPaper } from '../paperLinks/knownPapers';
import type { LookUpPorts } from './lookUp';

export const titledLinkKind = DocumentDropOrPasteEditKind.Empty.append('markdown', 'link', 'marginalia');
export const pasteTypes = ['text/uri-list', 'text/plain'];

/** A pasted link whose title is to be asked for where this edit is chosen. */
class TitledPaste extends DocumentPasteEdit {
  constructor(
    readonly link: PaperLink,
    readonly document: TextDocument,
  ) {
    super(link.href, l10n.t('Insert as a link with the paper’s title'), titledLinkKind);
    // The plain text stays what a paste is: this one is a choice beside it.
    this.yieldTo = [DocumentDropOrPasteEditKind.Text];
  }
}

/** Offers a pasted or dropped link to a paper as a titled one. Only that choice asks a service, where none knows it yet. */
export class LinkPaste implements DocumentPasteEditProvider<TitledPaste>, DocumentDropEditProvider {
  constructor(private readonly ports: LookUpPorts) {}

  async provideDocumentPasteEdits(
    document: TextDocument,
    ranges: readonly Range[],
    data: DataTransfer,
  ): Promise<TitledPaste[] | undefined> {
    const link = await linkIn(data);
    const [range] = ranges;
    if (!link || !range || ranges.length !== 1 || isInLink(document, range.start)) return undefined;
    const edit = new TitledPaste(link, document);
    const known = await knownPaper(this.ports.papers, document, link.href);
    const title = known && publishedTitle(known.paper);
    if (title !== undefined) edit.insertText = titled(title, link);
    return [edit];
  }

  async resolveDocumentPasteEdit(edit: TitledPaste, token: CancellationToken): Promise<TitledPaste> {
    if (edit.insertText !== edit.link.href) return edit;
    edit.insertText = await this.titledText(edit.document, edit.link, token);
    return edit;
  }

  /** Shift while dropping asks for it, as for every drop into an editor. */
  async provideDocumentDropEdits(
    document: TextDocument,
    position: Position,
    data: DataTransfer,
  ): Promise<DocumentDropEdit[] | undefined> {
    const link = await linkIn(data);
    if (!link || isInLink(document, position)) return undefined;
    const known = await knownPaper(this.ports.papers, document, link.href);
    const title = known && publishedTitle(known.paper);
    const text = title === undefined ? link.url : titled(title, link);
    return [new DocumentDropEdit(text, l10n.t('Insert as a link with the paper’s title'), titledLinkKind)];
  }

  private async titledText(
    document: TextDocument,
    link: PaperLink,
    token: CancellationToken,
  ): Promise<string> {
    const folder = workspace.getWorkspaceFolder(document.uri);
    if (!folder) return link.href;
    const { lookUp } = await import('./lookUp');
    const title = (await lookUp(this.ports, folder, [link], token)).get(link);
    return title === undefined ? link.href : titled(title, link);
  }
}

/** The one link to a paper that the data is; undefined for anything else, which is pasted as it is. */
async function linkIn(data: DataTransfer): Promise<PaperLink | undefined> {
  for (const type of pasteTypes) {
    const text = (await data.get(type)?.asString())?.trim() ?? '';
    if (text === '' || text.length > 2000 || /\s/.test(text)) continue;
    const read = readAddInput(text);
    const link = read.kind === 'links' && read.links.length === 1 ? read.links[0] : undefined;
    if (link && (link.ids.arxiv ?? link.ids.doi) !== undefined) return link;
  }
  return undefined;
}

function titled(title: string, link: PaperLink): string {
  return `[${writeLinkText(title)}](${writeAddress(link.url, 'inline')})`;
}

/** Within `](…)` or `<…>` an address is wanted, not a link. */
function isInLink(document: TextDocument, position: Position): boolean {
  const before = document.lineAt(position.line).text.slice(0, position.character);
  return /\]\([^)]*$|<[^>\s]*$|\]:\s*\S*$|`[^`]*$/.test(before);
}
