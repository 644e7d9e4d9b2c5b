import { isAbort } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { readBibtex, type BibtexOptions } from './bibtexReader';
import type { ReadBibliography } from './readBibliography';
import { readRis } from './risReader';
import { readJsonBibliography, readZoteroRdf } from './zoteroReader';

export type BibliographyFormat = 'bibtex' | 'json' | 'ris' | 'rdf';

/** By the text itself, since file names say little. */
export function bibliographyFormat(text: string): BibliographyFormat | undefined {
  if (/^\ufeff?\s*[[{]/.test(text)) return /^\ufeff?\s*(?:\[\s*[{\]]|\{\s*")/.test(text) ? 'json' : undefined;
  if (/^\ufeff?\s*<(?:\?xml|rdf:RDF)/.test(text))
    return /<rdf:RDF\b/.test(text.slice(0, 4000)) ? 'rdf' : undefined;
  // White space that goes over line ends would be looked through again from each of them.
  if (/^\ufeff?[ \t]{0,80}TY {1,2}- /m.test(text)) return 'ris';
  return /^[ \t]{0,80}@[ \t]{0,80}[a-z]{1,40}\s{0,80}[{(]/im.test(text) ? 'bibtex' : undefined;
}

/**
 * Reads a bibliography: BibTeX or BibLaTeX, CSL-JSON, Better BibTeX's JSON, Zotero's RDF, RIS. Rejects with
 * `data.unsupported` where it is none of them, and with `data.unreadable` where nothing of it can be read.
 */
export async function readBibliography(
  text: string,
  file: string,
  options: BibtexOptions = {},
): Promise<ReadBibliography> {
  const format = bibliographyFormat(text);
  try {
    if (format === 'bibtex') return await readBibtex(text, options);
    if (format === 'json') return readJsonBibliography(text);
    if (format === 'rdf') return readZoteroRdf(text);
    if (format === 'ris') return readRis(text);
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new CodedError('data.unreadable', `The bibliography cannot be read: ${String(cause)}.`, {
      remedy: 'Export it again, as BibTeX or CSL JSON.',
      location: { file, line: 1 },
      cause,
    });
  }
  throw new CodedError('data.unsupported', 'This is no bibliography that Marginalia reads.', {
    remedy: 'Give BibTeX, CSL JSON, Better BibTeX JSON, Zotero RDF or RIS.',
    location: { file },
  });
}
