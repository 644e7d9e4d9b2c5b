import type { StatementKind } from './course';
import { misreadKind, statementKind, statementWords } from './statementWords';
import { plainTitle } from './titles';

/** What a statement begins with: "**Definition 3.2 (Name).**". */
export interface StatementHead {
  readonly kind: StatementKind;
  readonly word: string;
  readonly number: string | undefined;
  /** In brackets, or set off by the statement's own syntax. */
  readonly name: string | undefined;
  /** Characters up to where the statement itself, or its name, begins. */
  readonly length: number;
}

const number = String.raw`(?:\d{1,3}|[A-Z](?=\.\d))(?:[.–-]\d{1,3}|\s\d{1,3}(?=\.\d)){0,4}[a-z]?(?!\p{L}|\d)`;
const question = String.raw`(?:\s+(?:question|ouestion|problem|exercise))?`;
const before = String.raw`(?:>\s?|[-*+•]\s+|\d{1,3}[.)]\s+|#{1,6}\s+){0,6}`;
const head = new RegExp(
  `^(?<before>${before})(?<emphasis>\\*{1,3}|_{1,3})?(?:(?<first>\\d{1,3}(?:\\.\\d{1,3}){1,4})\\.?\\s+)?` +
    `(?<word>(?:${statementWords}|\\p{Lu}\\p{Ll}{5,11})${question})(?:(?<=prop|thm|defn|conj)\\.(?=\\s\\d))?` +
    `(?:\\s*(?<number>${number})|\\s+(?<letter>[A-Z])(?=[.:)*\\s(]))?(?<closing>[.:：]?(?:\\*{1,3}|_{1,3})?[.:：]?)`,
  'iu',
);
/** "(Markov's inequality)." */
const bracketed =
  /^\s*[(（[]([^()（）[\]]{1,160}(?:\([^()]{0,60}\)[^()[\]]{0,60})?)[)）\]](?:\*{1,3}|_{1,3})?[.:：]?(?:\*{1,3}|_{1,3})?/u;
const kindsOfProse = new Set<StatementKind>([
  'theorem',
  'lemma',
  'proposition',
  'corollary',
  'definition',
  'algorithm',
]);

/** Reads how a line begins; undefined where it is prose ("Theorem 3.2 implies …") or something else. */
export function readStatementHead(line: string): StatementHead | undefined {
  const match = head.exec(line);
  const groups = match?.groups;
  if (!match || !groups) return undefined;
  const written = groups['word'] ?? '';
  const [first = ''] = written.split(/\s+/);
  const exact = statementKind(written) ?? statementKind(first);
  const label = groups['number'] ?? groups['first'] ?? groups['letter'];
  const isDotted = label !== undefined && /[.\s]\d/.test(label);
  const kind = exact ?? (isDotted && !groups['emphasis'] ? misreadKind(first) : undefined);
  if (!kind || /^\p{Ll}/u.test(written)) return undefined;
  const rest = line.slice(match[0].length);
  const name = bracketed.exec(rest);
  const closing = groups['closing'] ?? '';
  const isHeading = /#/.test(groups['before'] ?? '');
  const isItem = /[-*+•\d]/.test((groups['before'] ?? '').replace(/#/g, ''));
  const isSetOff = closing !== '' || rest.trim() === '' || name !== null || /^\s*[–—]/.test(rest);
  const isEmphasised = groups['emphasis'] !== undefined;
  // A line such as "Definition 4 1.2 Some Name", which lost its full stop.
  const isNamedLine = isDotted && line.length <= 100 && /^\s+\p{Lu}[^.;]*$/u.test(rest);
  if (!isSetOff && !isNamedLine && !isHeading) return undefined;
  if (label === undefined) {
    if (!isEmphasised && isItem && !kindsOfProse.has(kind)) return undefined;
    if (!exact || (isHeading && !name && closing === '')) return undefined;
    // "Definition (informal) of …" goes on as prose.
    if (name && !isEmphasised && /^\s+\p{Ll}/u.test(rest.slice(name[0].length)) && !/[.:]\W*$/.test(name[0]))
      return undefined;
  }
  if (groups['first'] !== undefined && groups['number'] === undefined && closing === '' && !name)
    return undefined;
  return {
    kind,
    word: exact ? written.replace(/\s+/g, ' ') : written.replace(/^\S+/, capitalised(kind)),
    number: label?.replace(/\s+/g, '.'),
    name: name?.[1] === undefined ? undefined : plainTitle(name[1]),
    length: match[0].length + (name?.[0].length ?? 0),
  };
}

const environment = /^\\begin\{([a-z]{2,14})\*?\}(?:\[([^\]]{1,160})\]|\{([^{}]{1,160})\}(?=\{))?/i;
const callout = /^(?:>\s?){1,4}\[!([\p{L}-]{2,20})\][+-]?\s*(.*)$/u;
const directive =
  /^:{3,8}\s*\{?(?:[.#]?[\w:-]{1,40}\s+){0,2}\.?(?:prf:)?([a-z]{3,12})\b[^}"]{0,60}(?:name="([^"]{1,160})"[^}]{0,60})?\}?\s*"?([^"]{0,160})/i;

/** A statement as LaTeX, Obsidian's callouts and fenced divisions write it, with what closes it. */
export function readEnvironment(line: string): (StatementHead & { readonly closing: string }) | undefined {
  const latex = environment.exec(line);
  if (latex) return marked(latex[1], latex[2] ?? latex[3], latex[0].length, `\\end{${latex[1] ?? ''}`);
  const quoted = callout.exec(line);
  if (quoted) return marked(quoted[1], quoted[2], line.length, '');
  const division = directive.exec(line);
  if (division) return marked(division[1], division[2] ?? division[3], line.length, ':::');
  return undefined;
}

function marked(
  word: string | undefined,
  name: string | undefined,
  length: number,
  closing: string,
): (StatementHead & { readonly closing: string }) | undefined {
  const kind = statementKind(word ?? '');
  if (!kind) return undefined;
  const plain = plainTitle(name ?? '');
  return {
    kind,
    word: capitalised(kind),
    number: undefined,
    name: plain === '' ? undefined : plain,
    length,
    closing,
  };
}

function capitalised(kind: StatementKind): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
