import { commands, ConfigurationTarget, extensions, window, workspace, type TextDocument } from 'vscode';
import { ArxivServer } from '../fixtures/arxivServer';
import { closeAll, inRoot, saveByHand, write } from './support';

/** A note in the editor, and a server in arXiv's place that knows some papers. */
export interface ArxivNote {
  readonly document: TextDocument;
  readonly server: ArxivServer;
  /** Takes back what the note as it is now, the settings and the library have become. */
  close(): Promise<void>;
}

/** @param path in the workspace, in a folder of its own: the folder is deleted afterwards. */
export async function openArxivNote(
  path: string,
  text: string,
  papers: ConstructorParameters<typeof ArxivServer>[0],
): Promise<ArxivNote> {
  await extensions.getExtension('marginalia.marginalia')?.activate();
  await saveByHand();
  const server = new ArxivServer(papers);
  await configure('arxivBaseUrl', await server.start());
  await configure('services', ['arxiv']);
  const document = await workspace.openTextDocument(await write(path, text));
  await window.showTextDocument(document);
  const close = async (): Promise<void> => {
    await commands.executeCommand('workbench.action.files.revert');
    await closeAll();
    await configure('arxivBaseUrl', undefined);
    await configure('services', undefined);
    await server.stop();
    await workspace.fs.delete(inRoot(path.split('/', 1)[0] ?? path), { recursive: true });
    await workspace.fs.delete(inRoot('.marginalia/papers'), { recursive: true });
  };
  return { document, server, close };
}

async function configure(name: string, value: unknown): Promise<void> {
  const settings = workspace.getConfiguration('marginalia.papers');
  await settings.update(name, value, ConfigurationTarget.Workspace);
}
