import type { BibtexEntry } from './bibtexEntries';

/** Preambles and parents that are longer are not read again with every entry that names them. */
const longestLent = 8_000;
/** `crossref` of a `crossref`: no style goes further. */
const mostParents = 3;

/** What entries of a BibTeX file take from others of it: abbreviations, commands, the fields of a parent. */
export class BibtexContext {
  private readonly strings = new Map<string, string>();
  private readonly byKey = new Map<string, string>();
  private preambles = '';

  add({ type, text }: BibtexEntry): void {
    if (text === undefined || type === 'comment' || type === 'string') return;
    if (type === 'preamble') {
      if (this.preambles.length + text.length <= longestLent) this.preambles += `${text}\n`;
      return;
    }
    const key = /^@[^{(]{0,200}[{(]\s{0,80}([^\s,{}()]{1,200})/.exec(text)?.[1]?.toLowerCase();
    if (key !== undefined && text.length <= longestLent && !this.byKey.has(key)) this.byKey.set(key, text);
  }

  define(strings: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(strings)) this.strings.set(name.toUpperCase(), value);
  }

  /** The abbreviations that stand in a text, with what they stand for. */
  stringsIn(text: string): Record<string, string> {
    const named: Record<string, string> = {};
    if (this.strings.size === 0) return named;
    for (const [, name = ''] of text.matchAll(/[=#]\s{0,80}([^\s{}"#,=()]{1,200})/g)) {
      const value = this.strings.get(name.toUpperCase());
      if (value !== undefined) named[name.toUpperCase()] = value;
    }
    return named;
  }

  /** What has to be read before an entry: the preambles where it has commands, and its parents. */
  lentTo(text: string): string {
    let lent = '';
    let parent = text;
    for (let count = 0; count < mostParents; count++) {
      const key = /\bcrossref\s{0,80}=\s{0,80}[{"]\s{0,80}([^\s{}",]{1,200})/i.exec(parent)?.[1];
      const found = key === undefined ? undefined : this.byKey.get(key.toLowerCase());
      if (found === undefined || found === text) break;
      lent = `${found}\n${lent}`;
      parent = found;
    }
    return /\\[a-z]/i.test(lent + text) ? this.preambles + lent : lent;
  }
}
