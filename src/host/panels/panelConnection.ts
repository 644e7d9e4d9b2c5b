import { l10n, window, type Uri, type Webview, type WebviewPanel } from 'vscode';
import type { Logger } from '../../base/logger';
import type { Contract, Handlers, Methods } from '../../protocol/contract';
import { connectRpc, type RpcConnection } from '../../protocol/rpc';
import { webviewRoot } from './webviewPage';

/** The host's end of the connection to a panel's page. */
export function connectPanel<Host extends Methods, View extends Methods>(
  webview: Webview,
  contract: Contract<Host, View>,
  handlers: Handlers<Host>,
  log: Logger,
): RpcConnection<View> {
  return connectRpc<Host, View>(
    {
      post: (message) => void webview.postMessage(message),
      onMessage: (listener) => webview.onDidReceiveMessage(listener),
    },
    {
      channel: contract.channel,
      version: contract.version,
      serves: contract.host,
      handlers,
      calls: contract.view,
      log,
      onVersionMismatch: () =>
        void window.showWarningMessage(
          l10n.t('This panel was made by another version of Marginalia. Close it and open it again.'),
        ),
    },
  );
}

/** What a panel may do, new or restored: run its script, and load nothing but the extension's own bundles. */
export function allowScripts(panel: WebviewPanel, extensionUri: Uri): void {
  panel.webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
}
