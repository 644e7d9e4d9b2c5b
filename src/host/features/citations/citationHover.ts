import {
  Hover,
  l10n,
  MarkdownString,
  Range,
  type HoverProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { citedKeys } from '../../../notes/citations';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { describePaper } from '../paperLinks/paperHover';
import { citedPapers } from './citedPapers';

/** Over a citation key: the paper it stands for. */
export class CitationHover implements HoverProvider {
  constructor(private readonly papers: WorkspacePapers) {}

  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const at = citedKeys(document.lineAt(position.line).text).find(
      ({ range }) => range.start <= position.character && position.character <= range.end,
    );
    if (!at) return undefined;
    const wanted = at.key.toLowerCase();
    const cited = (await citedPapers(this.papers)).find(({ citekey }) => citekey.toLowerCase() === wanted);
    if (!cited) return undefined;
    const { start, end } = at.range;
    const range = new Range(position.with({ character: start }), position.with({ character: end }));
    const text = describePaper(
      { folder: cited.folder, paper: cited.paper, link: cited.paper.places[0]?.link },
      this.papers,
    );
    return new Hover(
      cited.citekey === at.key ? text : [text, new MarkdownString(l10n.t('The key is {0}.', cited.citekey))],
      range,
    );
  }
}
