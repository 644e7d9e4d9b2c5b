import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parse as parseYaml } from 'yaml';
import { readNoteFile, writeNoteFile } from '../adapters/noteFiles';
import { CodedError } from '../base/errors';
import { applyTextEdits } from '../base/text';
import {
  acceptedEdits,
  categoryStyles,
  noteFor,
  type Accepted,
  type CategoryStyle,
} from '../papers/categorise/acceptedEdits';
import { categoriserFor, proposalsFor, type Proposal } from '../papers/categorise/proposals';
import { tagsOf } from '../papers/categorise/suggestTags';
import type { Confidence } from '../papers/categorise/suggestion';
import { describeReason, describeSuggestion } from '../papers/categorise/suggestion';
import { taxonomySchema, type TaxonomySetting } from '../papers/categorise/taxonomy';
import { ownRecords } from '../papers/library';
import type { PaperPlace } from '../papers/paper';
import { libraryOf, logger, readRoots, type NotesOptions, type RootPapers } from './paperLibrary';
import type { Io } from './terminal';

interface CategoriseOptions extends NotesOptions {
  readonly taxonomy?: string;
  readonly write?: string;
  readonly least: string;
}

const help = `
Nothing is written unless --write is given: then every suggestion of at least the given confidence is taken, entries move
under headings of their categories, or get #tags, or the library (.marginalia/papers/own) keeps it. What a note cannot
hold (rows of tables under headings, say) the library keeps.

Papers that stand under a heading of the list that names a topic are sorted already, and are learnt from.

The taxonomy is a JSON or YAML object: "Category": ["keyword", …], or {description, keywords, arxiv, examples, tag};
false leaves a default category out, "*": false leaves all of them out.

JSON: an array with an object a paper:
  title, url, note, line    of its first entry, as in papers list
  category                  null where it cannot be told
  confidence, probability   "high", "medium", "low" or "none"; 0 to 1
  because                   the reasons, as sentences; why it cannot be told
  tags                      [{tag, because}]
  alternatives              [{category, probability}]`;

const confidences: readonly Confidence[] = ['low', 'medium', 'high'];

/** `marginalia papers categorize <notes…>`: what the unsorted papers of reading lists are about, and why. */
export function registerCategorise(verb: (name: string, description: string) => Command, io: Io): void {
  verb('categorize', 'Suggest a category and tags for papers without one, with the reasons.')
    .alias('categorise')
    .option('--taxonomy <file>', 'categories beside or instead of the default ones, JSON or YAML')
    .option('--write <how>', `write the suggestions: ${categoryStyles.join(', ')}`)
    .option('--least <confidence>', `with --write: ${confidences.join(', ')}`, 'medium')
    .addHelpText('after', help)
    .action((paths: string[], options: CategoriseOptions) => categorise(paths, options, io));
}

async function categorise(paths: readonly string[], options: CategoriseOptions, io: Io): Promise<void> {
  const style = oneOf(categoryStyles, options.write, '--write');
  const least = oneOf(confidences, options.least, '--least') ?? 'medium';
  const taxonomy = options.taxonomy === undefined ? {} : await readTaxonomy(options.taxonomy);
  const all: Proposal[] = [];
  for (const root of await readRoots(paths, options, logger(io, false))) {
    const { papers } = await libraryOf([root]);
    const noteAt = ({ note, body }: PaperPlace) => body && root.texts.get(note)?.slice(body.start, body.end);
    const categoriser = categoriserFor(papers, { taxonomy, noteAt });
    const proposals = proposalsFor(papers, categoriser, { taxonomy, noteAt });
    all.push(...proposals);
    if (style === undefined) continue;
    const taken = proposals.flatMap(({ paper, suggestion }): readonly Accepted[] => {
      const { category, confidence } = suggestion;
      if (category === undefined || confidences.indexOf(confidence) < confidences.indexOf(least)) return [];
      return [{ paper, category, tags: tagsOf(categoriser.taxonomy, category, suggestion.tags) }];
    });
    io.stderr(await write(root, taken, style, options.section));
  }
  io.stdout(options.json ? `${JSON.stringify(all.map(row), null, 2)}\n` : table(all));
}

/** Notes first, then what they could not hold: says what became of it, for people. */
async function write(
  { own: store }: RootPapers,
  accepted: readonly Accepted[],
  style: CategoryStyle,
  sections: readonly string[] | undefined,
): Promise<string> {
  let kept: readonly Accepted[] = accepted;
  let notes = 0;
  if (style !== 'library') {
    const left: Accepted[] = accepted.filter((one) => noteFor(one) === undefined);
    for (const path of new Set(accepted.flatMap((one) => noteFor(one) ?? []))) {
      const note = await readNoteFile(path);
      const result = acceptedEdits(path, note.text, accepted, style, sections);
      left.push(...result.left);
      if (result.edits.length === 0) continue;
      await writeNoteFile(note, applyTextEdits(note.text, result.edits));
      notes++;
    }
    kept = left;
  }
  const own = await store.readAll();
  const records = kept.flatMap(({ paper, category, tags }) =>
    ownRecords(paper, own, { category, tags: [...tags] }),
  );
  await store.write(records);
  const inNotes =
    style === 'library' ? '' : `${accepted.length - kept.length} as ${style} in ${notes} notes, `;
  return `Written: ${inNotes}${kept.length} in the library.\n`;
}

function row({ paper, suggestion }: Proposal): object {
  const { category, confidence, probability, reasons, tags, alternatives } = suggestion;
  const [place] = paper.places;
  return {
    title: paper.titleSource === 'link' ? null : paper.title,
    url: place?.link?.url ?? null,
    note: place?.note ?? null,
    line: place ? place.line + 1 : null,
    category: category ?? null,
    confidence,
    probability: round(probability),
    because: category === undefined ? [describeSuggestion(suggestion)] : reasons.map(describeReason),
    tags: tags.map(({ tag, reasons: own }) => ({ tag, because: own.map(describeReason) })),
    alternatives: alternatives.map((other) => ({ ...other, probability: round(other.probability) })),
  };
}

function table(proposals: readonly Proposal[]): string {
  if (proposals.length === 0) return 'No paper without a category.\n';
  const lines = proposals.map(({ paper, suggestion }) => {
    const [place] = paper.places;
    const { category, confidence, probability, tags } = suggestion;
    const told =
      category === undefined
        ? 'no category'
        : `${category} (${confidence}, ${Math.round(100 * probability)} %)`;
    const own = tags.length > 0 ? `\n    ${tags.map(({ tag }) => `#${tag}`).join(' ')}` : '';
    return `${paper.title}\n    ${told}: ${describeSuggestion(suggestion)}${own}\n    ${place?.note}:${(place?.line ?? 0) + 1}`;
  });
  return `${lines.join('\n')}\n`;
}

async function readTaxonomy(path: string): Promise<TaxonomySetting> {
  const remedy =
    'Give an object of categories, each with a list of keywords; `papers categorize --help` tells more.';
  try {
    return taxonomySchema.parse(parseYaml(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new CodedError('usage', 'The taxonomy cannot be read.', {
      remedy,
      location: { file: path },
      cause,
    });
  }
}

function oneOf<T extends string>(
  values: readonly T[],
  value: string | undefined,
  option: string,
): T | undefined {
  if (value === undefined) return undefined;
  const known = values.find((each) => each === value);
  if (known !== undefined) return known;
  throw new CodedError('usage', `${option} is one of ${values.join(', ')}, not “${value}”.`, { remedy: '' });
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
