import {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  MarkdownString,
  Range,
  type CompletionItemProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { citationBeingTyped } from '../../../notes/citations';
import type { CommandId } from '../../contributions';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { citedPapers, type CitedPaper } from './citedPapers';

/** More are narrowed down by typing on. */
const mostItems = 400;

/** Citation keys after `@` and within `\cite{}`: found by key, title, author or year. */
export class CitationCompletion implements CompletionItemProvider {
  constructor(private readonly papers: WorkspacePapers) {}

  async provideCompletionItems(
    document: TextDocument,
    position: Position,
  ): Promise<CompletionList | undefined> {
    const before = document.lineAt(position.line).text.slice(0, position.character);
    const typed = citationBeingTyped(before);
    if (!typed) return undefined;
    const range = new Range(position.with({ character: typed.start }), position);
    const wanted = typed.typed.toLowerCase();
    const found = (await citedPapers(this.papers)).filter((cited) => matches(cited, wanted));
    const items = found.slice(0, mostItems).map((cited) => item(cited, range));
    // The editor asks again as the word grows where there was more than is shown.
    return new CompletionList(items, found.length > mostItems);
  }
}

/** The letters typed so far, in their order, somewhere in what the item is found by. */
function matches(cited: CitedPaper, wanted: string): boolean {
  const text = searched(cited).toLowerCase();
  let at = -1;
  for (const character of wanted) {
    at = text.indexOf(character, at + 1);
    if (at < 0) return false;
  }
  return true;
}

function searched({ citekey, paper }: CitedPaper): string {
  return [
    citekey,
    paper.title,
    ...(paper.record?.authors?.value ?? []),
    paper.record?.year?.value ?? '',
  ].join(' ');
}

function item(cited: CitedPaper, range: Range): CompletionItem {
  const { citekey, paper, folder } = cited;
  const authors = paper.record?.authors?.value ?? [];
  const year = paper.record?.year?.value.toString() ?? '';
  const who = authors.length > 2 ? `${authors[0] ?? ''} et al.` : authors.join(', ');
  const found = new CompletionItem(
    { label: citekey, description: [who, year].filter((part) => part !== '').join(', ') },
    CompletionItemKind.Reference,
  );
  found.range = range;
  found.filterText = searched(cited);
  found.detail = paper.title;
  const abstract = paper.record?.abstract?.value;
  if (abstract !== undefined) found.documentation = new MarkdownString().appendText(abstract);
  const command: CommandId = 'marginalia.citations.keepKey';
  found.command = { command, title: '', arguments: [folder.uri.toString(), paper.key, citekey] };
  return found;
}
