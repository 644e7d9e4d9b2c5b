import type { OffsetRange } from '../base/text';

/** A citation key that is being typed. */
export interface CitationBeingTyped {
  /** Where the key starts in the line; what stands before it (`@`, `\cite{`) stays. */
  readonly start: number;
  readonly typed: string;
}

/** The letters of a key: Pandoc's, without the punctuation that ends a sentence. */
const keyCharacters = String.raw`[\p{L}\p{N}_][\p{L}\p{N}_:.#$%&\-+?<>~/]*`;
const pandocTyping = /(?:^|[\s([{;,*_"'“‘—–-])-?@([\p{L}\p{N}_:.#$%&\-+?<>~/]*)$/u;
const latexTyping = /\\[a-zA-Z]*[cC]ite[a-zA-Z]*\*?\s*(?:\[[^\]]*\]\s*){0,2}\{(?:[^{}]*,)?\s*([^{},\s]*)$/;
const pandocKey = new RegExp(String.raw`(?<=^|[\s([{;,*_"'“‘—–-])@(${keyCharacters})`, 'gu');
const latexKeys = /\\[a-zA-Z]{0,30}[cC]ite[a-zA-Z]{0,30}\*?\s*(?:\[[^\]]*\]\s*){0,2}\{([^{}]*)\}/g;

/**
 * The key before the cursor: after Pandoc's `@`, or in the braces of `\cite` and its like. Undefined elsewhere, in an
 * address of mail or in code on the line, too.
 * @param before the line's text up to the cursor.
 */
export function citationBeingTyped(before: string): CitationBeingTyped | undefined {
  if (before.length > 2000 || isInCode(before)) return undefined;
  const typed = (latexTyping.exec(before) ?? pandocTyping.exec(before))?.[1];
  return typed === undefined ? undefined : { start: before.length - typed.length, typed };
}

/** The keys that a line cites, with where each stands in it. */
export function citedKeys(line: string): readonly { readonly key: string; readonly range: OffsetRange }[] {
  if (line.length > 20_000 || !/[@\\]/.test(line)) return [];
  const found: { key: string; range: OffsetRange }[] = [];
  let ticks = 0;
  let reached = 0;
  for (const match of line.matchAll(pandocKey)) {
    const key = (match[1] ?? '').replace(/[:.#$%&\-+?<>~/]+$/u, '');
    const start = match.index + 1;
    ticks += ticksIn(line.slice(reached, start));
    reached = start;
    if (ticks % 2 === 0) found.push({ key, range: { start, end: start + key.length } });
  }
  for (const match of line.matchAll(latexKeys)) {
    const list = match[1] ?? '';
    let start = match.index + match[0].length - 1 - list.length;
    for (const part of list.split(',')) {
      const key = part.trim();
      const at = start + part.indexOf(key);
      if (key !== '') found.push({ key, range: { start: at, end: at + key.length } });
      start += part.length + 1;
    }
  }
  return found;
}

function isInCode(before: string): boolean {
  return ticksIn(before) % 2 === 1;
}

function ticksIn(text: string): number {
  let ticks = 0;
  for (const character of text) if (character === '`') ticks += 1;
  return ticks;
}
