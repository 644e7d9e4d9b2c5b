import assert from 'node:assert/strict';
import {
  commands,
  env,
  extensions,
  MarkdownString,
  Position,
  window,
  workspace,
  type CompletionItem,
  type CompletionList,
  type Hover,
  type TextDocument,
} from 'vscode';
import { closeAll, eventually, inRoot, read, saveByHand, write } from './support';

const bib = String.raw`@article{roe2020narrow,
  title = {Narrow paths},
  author = {Roe, Jane and M{\"u}ller, J.},
  year = 2020,
  eprint = {2001.00011}, archiveprefix = {arXiv},
}
@book{nolist, title = {A Book in No List}, author = {Nobody, A.}, year = {1999}, doi = {10.1234/book.1}}
@misc{torn, title = {No end
`;

describe('citations', () => {
  let document: TextDocument;

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    await saveByHand();
    // As other extensions leave it behind in the host they share: the reader of BibTeX must not be taken in by it.
    Object.assign(globalThis, { define: Object.assign(() => undefined, { amd: {} }) });
    await write('cite/list.md', '## Reading list\n\n- https://arxiv.org/abs/2001.00011 (p1)\n');
    const uri = await write('cite/notes.md', 'As [@narrow says\n\nand @roe2020narrow.\n');
    document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document);
    await commands.executeCommand('marginalia.papers.import', await write('cite/refs.bib', bib));
  });

  after(async () => {
    Reflect.deleteProperty(globalThis, 'define');
    await commands.executeCommand('workbench.action.files.revert');
    await closeAll();
    await workspace.fs.delete(inRoot('cite'), { recursive: true });
    await workspace.fs.delete(inRoot('.marginalia/papers'), { recursive: true });
  });

  const complete = async (line: number, character: number): Promise<CompletionItem[]> => {
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new Position(line, character),
    );
    return list.items.filter(({ command }) => command?.command === 'marginalia.citations.keepKey');
  };
  const label = ({ label: shown }: CompletionItem): string =>
    typeof shown === 'string' ? shown : shown.label;

  it('come from an imported bibliography, with its keys, whether a list names the paper or not', async () => {
    // The notes of suites before are gone once the editor tells of it.
    let keys: string[] = [];
    await eventually(
      () => `no keys but two, and not ${keys.join()}`,
      async () => {
        keys = (await complete(0, 5)).map(label).sort();
        return keys.join() === 'nolist,roe2020narrow';
      },
    );
    const own = JSON.parse(await read(inRoot('.marginalia/papers/own/arxiv-2001.00011.json'))) as unknown;
    assert.deepEqual(own, { schema: 1, key: 'arxiv:2001.00011', citekey: 'roe2020narrow' });
  });

  it('are found by words of the title while one types', async () => {
    assert.deepEqual((await complete(0, 11)).map(label), ['roe2020narrow']);
  });

  it('say in a hover what they stand for', async () => {
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(2, 8),
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof MarkdownString ? content.value : ''))
      .join('\n');
    assert.match(text, /\*\*Narrow paths\*\*[^]*Jane Roe, J\\\. Müller/);
  });

  it('leave as a bibliography, under the same keys', async () => {
    const pick = commands.executeCommand('marginalia.papers.export', {
      paper: { key: 'arxiv:2001.00011' },
    });
    // The picker for the form of the bibliography: its second row is BibTeX to the clipboard.
    await new Promise((resolve) => setTimeout(resolve, 600));
    await commands.executeCommand('workbench.action.quickOpenSelectNext');
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await pick;
    assert.equal(
      await env.clipboard.readText(),
      '@article{roe2020narrow,\n  title = {Narrow paths},\n  author = {Roe, Jane and Müller, J.},\n  year = {2020},\n' +
        '  eprint = {2001.00011},\n  archiveprefix = {arXiv},\n  url = {https://arxiv.org/abs/2001.00011},\n}\n',
    );
  });
});
