import { parseSvg } from './icon';

/** A figure for the width there is, in pixels, so that its text keeps the size of the page's. */
export type Draw = (width: number) => string;

/** `<marginalia-figure .draw=${draw}>`: redraws when its width or its content changes, and only then. */
class Figure extends HTMLElement {
  private drawing: Draw | undefined;
  private shown = '';
  private readonly observer = new ResizeObserver(() => this.update());

  set draw(draw: Draw) {
    this.drawing = draw;
    this.update();
  }

  connectedCallback(): void {
    this.observer.observe(this);
    this.update();
  }

  disconnectedCallback(): void {
    this.observer.disconnect();
  }

  private update(): void {
    const width = Math.floor(this.clientWidth);
    if (!this.drawing || width < 80) return;
    const text = this.drawing(width);
    if (text === this.shown) return;
    this.shown = text;
    this.replaceChildren(parseSvg(text));
  }
}

customElements.define('marginalia-figure', Figure);
