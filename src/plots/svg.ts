import type { FigureOptions } from './figure';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** What a mark is for: the class it has in a themed figure, and the key of its colours in a standalone one. */
export type Role =
  | 'grid'
  | 'axis'
  | 'tick'
  | 'axis-title'
  | 'name'
  | 'variant'
  | 'value'
  | 'interval'
  | 'band'
  | 'line'
  | 'point'
  | 'line-2'
  | 'band-2'
  | 'point-2'
  | 'line-3'
  | 'band-3'
  | 'point-3'
  | 'line-4'
  | 'band-4'
  | 'point-4'
  | 'published'
  | 'published-2'
  | 'published-point'
  | 'reference'
  | 'reference-name'
  | 'hit'
  | 'empty'
  | 'hollow'
  | 'consensus'
  | 'bar'
  | 'box'
  | 'median'
  | 'discarded'
  | 'dot'
  | 'dot-out'
  | 'bound-exact'
  | 'bound-sharp'
  | 'bound-scaled'
  | 'bound-published'
  | 'bound-gordon'
  | Series;

/** The colours that tell several lines of a figure apart, beside the shape of their marks. */
export type Series = 'series-1' | 'series-2' | 'series-3' | 'series-4' | 'series-5' | 'series-6';
const seriesRoles: readonly Series[] = [
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
];

/** The i-th line's colours; from the seventh on they begin again. */
export function seriesRole(i: number): Series {
  return seriesRoles[i % seriesRoles.length] ?? 'series-1';
}

const ink = '#1f2328';
const muted = '#59636e';
const accent = '#0b63b5';
const hairline = { stroke: '#dde2e8', 'stroke-width': 1, fill: 'none' };

/** A curve's line, band and marks in one colour. */
function curve(colour: string): { line: Attributes; band: Attributes; point: Attributes } {
  return {
    line: { stroke: colour, 'stroke-width': 1.75, fill: 'none', 'stroke-linejoin': 'round' },
    band: { fill: colour, 'fill-opacity': 0.16, stroke: 'none' },
    point: { fill: colour, stroke: '#ffffff', 'stroke-width': 1.5 },
  };
}
const first = curve(accent);
const second = curve('#b35900');
const third = curve('#1a7f37');
const fourth = curve('#8250df');
const published = { stroke: muted, 'stroke-width': 1.25, fill: 'none', 'stroke-linejoin': 'round' };

/** A light page's colours (text at least 4.5 : 1 on white), as attributes: they read in any viewer. */
const standalone: Readonly<Record<Role, Attributes>> = {
  grid: hairline,
  axis: { stroke: '#8c959f', 'stroke-width': 1, fill: 'none' },
  tick: { fill: muted, 'font-size': 11 },
  'axis-title': { fill: muted, 'font-size': 11 },
  name: { fill: ink, 'font-size': 12, 'font-weight': 600 },
  variant: { fill: muted, 'font-size': 11 },
  value: { fill: ink, 'font-size': 12 },
  interval: { stroke: accent, 'stroke-width': 2, fill: 'none' },
  ...first,
  'line-2': second.line,
  'band-2': second.band,
  'point-2': second.point,
  'line-3': third.line,
  'band-3': third.band,
  'point-3': third.point,
  'line-4': fourth.line,
  'band-4': fourth.band,
  'point-4': fourth.point,
  published: { ...published, 'stroke-dasharray': '2 3' },
  'published-2': { ...published, 'stroke-dasharray': '7 3' },
  'published-point': { fill: '#ffffff', stroke: muted, 'stroke-width': 1.25 },
  reference: { stroke: '#8250df', 'stroke-width': 1, 'stroke-dasharray': '4 3', fill: 'none' },
  'reference-name': { fill: '#6639ba', 'font-size': 11 },
  hit: { fill: '#ffffff', 'fill-opacity': 0 },
  empty: { fill: muted, 'font-size': 12 },
  hollow: { fill: '#ffffff', stroke: accent, 'stroke-width': 1.5 },
  consensus: { fill: '#1a7f37', stroke: '#ffffff', 'stroke-width': 1 },
  bar: { fill: accent, 'fill-opacity': 0.45, stroke: 'none' },
  box: { fill: accent, 'fill-opacity': 0.25, stroke: accent, 'stroke-width': 1 },
  median: { stroke: ink, 'stroke-width': 1.75, fill: 'none' },
  discarded: { fill: muted, 'fill-opacity': 0.1, stroke: 'none' },
  dot: { fill: accent, 'fill-opacity': 0.75, stroke: 'none' },
  'dot-out': { fill: 'none', stroke: muted, 'stroke-width': 1 },
  'series-1': series('#0b63b5'),
  'series-2': series('#bc4c00'),
  'series-3': series('#1a7f37'),
  'series-4': series('#8250df'),
  'series-5': series('#b3261e'),
  'series-6': series('#0a7d8c'),
  'bound-exact': { stroke: '#57606a', 'stroke-width': 1.75, fill: 'none', 'stroke-dasharray': '1 2' },
  'bound-sharp': { stroke: '#8250df', 'stroke-width': 1.75, fill: 'none' },
  'bound-scaled': { stroke: '#8250df', 'stroke-width': 1.75, fill: 'none', 'stroke-dasharray': '9 2 2 2' },
  'bound-published': { stroke: '#b35900', 'stroke-width': 1.75, fill: 'none', 'stroke-dasharray': '7 3' },
  'bound-gordon': { stroke: '#1a7f37', 'stroke-width': 1.75, fill: 'none', 'stroke-dasharray': '2 3' },
};

/** Lines take the stroke; marks that are filled say so, with the current colour. */
function series(colour: string): Attributes {
  return { stroke: colour, color: colour, 'stroke-width': 1.75, 'stroke-linejoin': 'round' };
}

/** Text as XML holds it: markup escaped, characters that XML 1.0 forbids replaced. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Two decimals are a hundredth of a pixel; more would only make files differ. */
function attribute(value: string | number): string {
  return typeof value === 'number' ? String(Number(value.toFixed(2))) : escapeXml(value);
}

/** An element; `children` are markup already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const listed = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${attribute(value)}"`]))
    .join('');
  return children.length === 0 ? `<${name}${listed}/>` : `<${name}${listed}>${children.join('')}</${name}>`;
}

/** Draws marks in the figure's theme. */
export interface Pen {
  mark(name: string, role: Role, attributes: Attributes, ...children: readonly string[]): string;
  text(role: Role, content: string, attributes: Attributes): string;
}

export function penFor(theme: FigureOptions['theme']): Pen {
  const paint = (role: Role): Attributes =>
    theme === 'themed' ? { class: `fig-${role}` } : standalone[role];
  return {
    mark: (name, role, attributes, ...children) =>
      element(name, { ...paint(role), ...attributes }, ...children),
    text: (role, content, attributes) =>
      element('text', { ...paint(role), ...attributes }, escapeXml(content)),
  };
}

/** The `<svg>` around a figure: its name and its description in words first, as readers of screens need them. */
export function figure(options: FigureOptions, description: string, marks: readonly string[]): string {
  const { width, height, theme, title } = options;
  const dress: Attributes =
    theme === 'themed'
      ? { class: 'fig' }
      : { 'font-family': "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif" };
  const drawn =
    theme === 'themed'
      ? marks
      : [
          element('rect', { width: '100%', height: '100%', fill: '#ffffff' }),
          element('g', { transform: `translate(${margin} ${margin})` }, ...marks),
        ];
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': title,
      ...dress,
    },
    element('title', {}, escapeXml(title)),
    element('desc', {}, escapeXml(description)),
    ...drawn,
  );
}

/** White around a standalone figure, which nothing else keeps from its neighbours. */
const margin = 14;

/** The size that marks are laid out in. */
export function innerSize({ width, height, theme }: FigureOptions): { width: number; height: number } {
  return theme === 'themed' ? { width, height } : { width: width - 2 * margin, height: height - 2 * margin };
}

const narrow = new Set("iljI.,:;'|![]()ft -–·");
const wide = new Set('mwMW@%—');

/**
 * How wide a text is at most, about, in the sans-serif fonts of editors and systems: figures are made where
 * nothing can be measured. DejaVu Sans, the widest of them, sets the numbers.
 */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x1100 && !(code >= 0x2000 && code < 0x2e80)) ems += 1.02;
    else if (narrow.has(character)) ems += 0.36;
    else if (wide.has(character)) ems += 0.95;
    else if (code >= 65 && code <= 90) ems += 0.69;
    else ems += 0.62;
  }
  return ems * fontSize;
}

/** The text, cut with an ellipsis so that it is about `width` wide at most. */
export function fitText(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, fontSize) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
