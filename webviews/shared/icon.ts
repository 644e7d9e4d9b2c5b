import add from '@vscode/codicons/src/icons/add.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import chevron from '@vscode/codicons/src/icons/chevron-right.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import clock from '@vscode/codicons/src/icons/watch.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import comment from '@vscode/codicons/src/icons/comment.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import discard from '@vscode/codicons/src/icons/discard.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import goToFile from '@vscode/codicons/src/icons/go-to-file.svg';
import linkExternal from '@vscode/codicons/src/icons/link-external.svg';
import list from '@vscode/codicons/src/icons/list-unordered.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import pause from '@vscode/codicons/src/icons/debug-pause.svg';
import play from '@vscode/codicons/src/icons/play.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import save from '@vscode/codicons/src/icons/save.svg';
import search from '@vscode/codicons/src/icons/search.svg';
import stale from '@vscode/codicons/src/icons/history.svg';
import stop from '@vscode/codicons/src/icons/debug-stop.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import triangleDown from '@vscode/codicons/src/icons/triangle-down.svg';
import triangleUp from '@vscode/codicons/src/icons/triangle-up.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';

const sources = {
  add,
  check,
  chevron,
  'circle-slash': circleSlash,
  clock,
  close,
  comment,
  copy,
  discard,
  error,
  'go-to-file': goToFile,
  'link-external': linkExternal,
  list,
  pass,
  pause,
  play,
  question,
  refresh,
  save,
  search,
  stale,
  stop,
  sync,
  'triangle-down': triangleDown,
  'triangle-up': triangleUp,
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
