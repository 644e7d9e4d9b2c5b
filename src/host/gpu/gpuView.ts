import { commands, l10n, window, type Uri, type WebviewView } from 'vscode';
import { DisposableStore } from '../../base/lifecycle';
import type { Logger } from '../../base/logger';
import { gpuPageContract } from '../../protocol/gpuPage';
import type { ViewId } from '../contributions';
import { connectPanel } from '../panels/panelConnection';
import { webviewPage, webviewRoot } from '../panels/webviewPage';
import { setContextKey } from '../settings';
import type { GpuPage, GpuPageEvents } from './gpuRelay';

const viewId: ViewId = 'marginalia.gpu';
/** A window that is minimised or busy shows no view: the processor would have done much by then. */
const shownWithinMs = 20_000;

/**
 * Shows the view that lends the window's GPU, and resolves when its page listens. The view takes no focus, and stays at work
 * when it is hidden; it is gone when it is closed.
 */
export async function openGpuView(extensionUri: Uri, events: GpuPageEvents, log: Logger): Promise<GpuPage> {
  const store = new DisposableStore();
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    setContextKey('marginalia.gpu.lent', false);
    store.dispose();
  };
  try {
    return await new Promise<GpuPage>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(l10n.t("the editor's window did not show its page"))),
        shownWithinMs,
      );
      store.add({ dispose: () => clearTimeout(late) });
      const resolveWebviewView = (view: WebviewView): void => {
        const { webview } = view;
        webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
        const connection = store.add(
          connectPanel(
            webview,
            gpuPageContract,
            {
              ready: () => {
                clearTimeout(late);
                resolve({ tell: (message) => connection.remote.told(message), close });
              },
              said: (message) => events.said(message),
            },
            log,
          ),
        );
        store.add(
          view.onDidDispose(() => {
            reject(new Error(l10n.t('its page in the editor was closed')));
            if (!isClosed) {
              close();
              events.closed();
            }
          }),
        );
        webview.html = webviewPage(webview, extensionUri, { name: 'gpu', title: 'GPU', data: {} });
      };
      // Retained: a page that is hidden would otherwise be unloaded, in the middle of a search.
      const options = { webviewOptions: { retainContextWhenHidden: true } };
      store.add(window.registerWebviewViewProvider(viewId, { resolveWebviewView }, options));
      setContextKey('marginalia.gpu.lent', true);
      commands.executeCommand(`${viewId}.focus`, { preserveFocus: true }).then(undefined, reject);
    });
  } catch (error) {
    close();
    throw error;
  }
}
