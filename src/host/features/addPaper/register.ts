import { l10n, languages, window, type Disposable, type DocumentSelector } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { registerCommand } from '../../commands';
import type { LookUpPorts } from './lookUp';
import { paperOfUri } from './paperOfUri';
import { LinkPaste, pasteTypes, titledLinkKind } from './pasteLink';

/** The ways in which a paper comes into a list: by command, by paste and drop, by a link from outside. */
export function registerAddPaper(ports: LookUpPorts, selector: DocumentSelector): Disposable {
  const store = new DisposableStore();
  const add = async (text?: string): Promise<void> => {
    const { addPaper } = await import('./addPaper');
    await addPaper(ports, text);
  };
  store.add(
    registerCommand('marginalia.papers.add', ports.log, (text: unknown) =>
      add(typeof text === 'string' ? text : undefined),
    ),
  );
  const paste = new LinkPaste(ports);
  store.add(
    languages.registerDocumentPasteEditProvider(selector, paste, {
      providedPasteEditKinds: [titledLinkKind],
      pasteMimeTypes: pasteTypes,
    }),
  );
  store.add(
    languages.registerDocumentDropEditProvider(selector, paste, {
      providedDropEditKinds: [titledLinkKind],
      dropMimeTypes: pasteTypes,
    }),
  );
  store.add(
    window.registerUriHandler({
      // A page elsewhere can open such a link: nothing is asked of a service or written before the user says so.
      handleUri: async (uri) => {
        const text = paperOfUri(uri);
        if (text === undefined) return;
        const adding = l10n.t('Add to Reading List…');
        const answer = await window.showInformationMessage(
          l10n.t('A link asks to add this paper: {0}', text.slice(0, 200)),
          { modal: true },
          adding,
        );
        if (answer === adding) await add(text);
      },
    }),
  );
  return store;
}
