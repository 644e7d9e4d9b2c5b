import { systemClock } from '../adapters/systemClock';
import { maybe } from '../base/maybe';
import { bibliographyFormat, readBibliography } from '../papers/citations/bibliography';
import { importedPapers, withImported, type ImportedPaper } from '../papers/citations/importPapers';
import { readJsonBibliography } from '../papers/citations/zoteroReader';
import type { ImportFormat } from './importFormat';

/** Bibliographies: BibTeX, CSL JSON, and what Zotero exports. */
export const bibliographyImport: ImportFormat = {
  name: 'a bibliography (BibTeX, CSL JSON, Zotero RDF, RIS)',
  detects: ({ text }) => {
    const format = bibliographyFormat(text);
    return format === 'json' ? holdsItems(text) : format !== undefined;
  },
  read: async ({ text, path }) => {
    const at = new Date(systemClock.now()).toISOString();
    const { papers, problems } = importedPapers(await readBibliography(text, path), at);
    const byKey = new Map(papers.map((paper) => [paper.record.key, paper]));
    const paperOf = (key: string): ImportedPaper => {
      const paper = byKey.get(key);
      if (!paper) throw new RangeError(`no entry ${key}`);
      return paper;
    };
    return {
      rows: papers.map(row),
      record: (key, known) => withImported(known, paperOf(key).record),
      own: (key) => {
        const { citekey, tags } = paperOf(key);
        return { ...maybe('citekey', citekey), ...maybe('tags', tags.length > 0 ? [...tags] : undefined) };
      },
      problems: problems.map(({ line, message }) => `line ${line}: ${message.replace(/\.$/, '')}`),
    };
  },
};

function holdsItems(text: string): boolean {
  try {
    return readJsonBibliography(text).items.length > 0;
  } catch {
    return false; // No JSON after all: for others to tell what it is.
  }
}

function row({ record, citekey, tags, url, line }: ImportedPaper) {
  return {
    key: record.key,
    title: record.title?.value ?? record.key,
    authors: record.authors?.value ?? [],
    year: record.year?.value ?? null,
    citekey: citekey ?? null,
    tags,
    url: url ?? null,
    line: line ?? null,
  };
}
