/** An arXiv identifier in normal form, its version apart. */
export interface ArxivId {
  /** `2107.05802` or `physics/0004057`. */
  readonly id: string;
  /** From 1, where the text names one. */
  readonly version: number | undefined;
}

// What may follow an identifier: anything that cannot be more of it. Korean particles stick to an address
// ("2107.05802을"), so letters other than ASCII ones end it too.
const end = '(?![a-z0-9])';
const newStyle = new RegExp(String.raw`^(\d{2})(\d{2})\.(\d{4,5})(?:v(\d{1,3}))?${end}`, 'i');
const oldStyle = new RegExp(
  String.raw`^([a-z]+(?:-[a-z]+)?)(?:\.[a-z-]{2,})?/(\d{2})(\d{2})(\d{3})(?:v(\d{1,3}))?${end}`,
  'i',
);

/**
 * Reads an identifier at the start of `text`, with or without `arXiv:` before and `.pdf` or anything else that is
 * no part of it behind. New style is `YYMM.NNNN` for 0704–1412 and `YYMM.NNNNN` from 1501; old style is
 * `archive[.SC]/YYMMNNN`, whose subject class is dropped and archive lower-cased. Anything else, a month outside
 * 01–12 included, is undefined.
 */
export function readArxivId(text: string): ArxivId | undefined {
  const bare = text.trim().replace(/^arxiv\s*:\s*/i, '');
  const modern = newStyle.exec(bare);
  if (modern) {
    const [, year = '', month = '', number = '', version] = modern;
    const since = Number(year + month);
    const digits = since >= 1501 ? 5 : 4;
    if (!isMonth(month) || since < 704 || number.length !== digits) return undefined;
    return { id: `${year}${month}.${number}`, version: readVersion(version) };
  }
  const old = oldStyle.exec(bare);
  if (old) {
    const [, archive = '', year = '', month = '', number = '', version] = old;
    if (!isMonth(month)) return undefined;
    return { id: `${archive.toLowerCase()}/${year}${month}${number}`, version: readVersion(version) };
  }
  return undefined;
}

function isMonth(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 12;
}

function readVersion(text: string | undefined): number | undefined {
  const version = Number(text ?? 0);
  return version > 0 ? version : undefined;
}
