import type { FactName, PaperFacts } from './clients/client';
import { paperRecordSchema, type MetadataSource, type PaperRecord } from './paper';

/**
 * Whose word counts for more, field by field. A paper known by its DOI is the published one: its publisher's words come
 * before those of its preprint. What was imported fills gaps; what the user says of a paper is kept elsewhere.
 */
const ranks: Readonly<Record<'preprint' | 'published', readonly MetadataSource[]>> = {
  preprint: ['arxiv', 'crossref', 'openalex', 'semantic-scholar', 'doi', 'hugging-face', 'import'],
  published: ['crossref', 'openalex', 'doi', 'semantic-scholar', 'arxiv', 'hugging-face', 'import'],
};

const others = new Set(['schema', 'key', 'ids', 'state', 'checkedAt', 'checks']);
/** The fields of a record that have a source, in the order they are written. */
export const recordFields = Object.keys(paperRecordSchema.shape).filter(
  (name) => !others.has(name),
) as FactName[];

interface Field {
  readonly value: unknown;
  readonly source: MetadataSource;
  readonly fetchedAt: string;
}

/**
 * What two records of one paper say together: of each field the better source's word, of the same source's the newer
 * one. Nothing that either knows is lost, and the order of the two makes no difference to the fields.
 */
export function mergeRecords(known: PaperRecord, said: PaperRecord): PaperRecord {
  const rank = ranks[known.key.startsWith('doi:') ? 'published' : 'preprint'];
  const merged: Record<string, unknown> = {
    schema: 1,
    key: known.key,
    ids: { ...said.ids, ...known.ids },
    state: known.state === 'found' || said.state === 'found' ? 'found' : 'unknown',
    checkedAt: isLater(known.checkedAt, said.checkedAt) ? said.checkedAt : known.checkedAt,
  };
  for (const name of recordFields) {
    const field = better(known[name], said[name], rank);
    if (field) merged[name] = field;
  }
  const checks = mergeChecks(known.checks, said.checks);
  if (checks) merged['checks'] = checks;
  return merged as PaperRecord;
}

/** What one service said of a paper, as a record to merge into the one there is. */
export function recordOfFacts(
  key: string,
  facts: PaperFacts,
  source: MetadataSource,
  at: string,
): PaperRecord {
  const { arxiv, doi } = facts.ids;
  const record: Record<string, unknown> = {
    schema: 1,
    key,
    ids: { ...(arxiv === undefined ? {} : { arxiv }), ...(doi === undefined ? {} : { doi }) },
    state: 'found',
    checkedAt: at,
  };
  for (const name of recordFields) {
    const value = facts[name];
    if (value !== undefined) record[name] = { value, source, fetchedAt: at };
  }
  record['checks'] = { [source]: { at, state: 'found' } };
  return record as PaperRecord;
}

function better(
  a: Field | undefined,
  b: Field | undefined,
  rank: readonly MetadataSource[],
): Field | undefined {
  if (!a || !b) return a ?? b;
  if (a.source !== b.source) return rank.indexOf(b.source) < rank.indexOf(a.source) ? b : a;
  return isLater(a.fetchedAt, b.fetchedAt) ? b : a;
}

function mergeChecks(known: PaperRecord['checks'], said: PaperRecord['checks']): PaperRecord['checks'] {
  if (!known || !said) return known ?? said;
  const merged = { ...known };
  for (const [source, check] of Object.entries(said) as [MetadataSource, (typeof said)[MetadataSource]][]) {
    const before = known[source];
    if (check && (!before || isLater(before.at, check.at))) merged[source] = check;
  }
  return merged;
}

function isLater(a: string, b: string): boolean {
  return Date.parse(b) > Date.parse(a);
}
