import chevron from '@vscode/codicons/src/icons/chevron-right.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import clock from '@vscode/codicons/src/icons/watch.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import goToFile from '@vscode/codicons/src/icons/go-to-file.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import save from '@vscode/codicons/src/icons/save.svg';
import stale from '@vscode/codicons/src/icons/history.svg';
import stop from '@vscode/codicons/src/icons/debug-stop.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';

const sources = {
  chevron,
  'circle-slash': circleSlash,
  clock,
  close,
  copy,
  error,
  'go-to-file': goToFile,
  pass,
  refresh,
  save,
  stale,
  stop,
  sync,
  warning,
} as const;
export type IconName = keyof typeof sources;

/** `<marginalia-icon name="copy">`: a codicon in the colour of the text, hidden from readers of screens. */
class Icon extends HTMLElement {
  connectedCallback(): void {
    this.setAttribute('aria-hidden', 'true');
    this.draw();
  }

  static readonly observedAttributes = ['name'];

  attributeChangedCallback(): void {
    if (this.isConnected) this.draw();
  }

  private draw(): void {
    const name = this.getAttribute('name') ?? '';
    const source = Object.hasOwn(sources, name) ? sources[name as IconName] : undefined;
    this.replaceChildren(...(source === undefined ? [] : [parseSvg(source)]));
  }
}

customElements.define('marginalia-icon', Icon);

/** An element from SVG text that this extension made: an icon of its bundle, a figure of `src/plots`. */
export function parseSvg(text: string): Node {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  return document.importNode(parsed.documentElement, true);
}
