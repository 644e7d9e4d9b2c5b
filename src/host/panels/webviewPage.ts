import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';
import { webviewHtml, type WebviewHtml } from './webviewHtml';

/** The folder that webviews may load from, and nothing else. */
export function webviewRoot(extensionUri: Uri): Uri {
  return Uri.joinPath(extensionUri, 'dist', 'webviews');
}

/** The page of the webview `name`, whose bundle is `dist/webviews/<name>.js` and `.css`. */
export function webviewPage(
  webview: Webview,
  extensionUri: Uri,
  page: Pick<WebviewHtml, 'title' | 'data' | 'paints'> & { readonly name: string },
): string {
  const file = (extension: string): string =>
    webview.asWebviewUri(Uri.joinPath(webviewRoot(extensionUri), `${page.name}.${extension}`)).toString();
  return webviewHtml({
    nonce: randomBytes(18).toString('base64'),
    cspSource: webview.cspSource,
    script: file('js'),
    styles: file('css'),
    title: page.title,
    data: page.data,
    ...(page.paints === undefined ? {} : { paints: page.paints }),
  });
}
