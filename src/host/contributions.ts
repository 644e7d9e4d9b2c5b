import { z } from 'zod';
import { editorBackendChoices } from '../compute/backendChoice';
import { defaultStubWords } from '../notes/course/stubs';
import { defaultReadingListSections } from '../notes/readingSections';
import { categoryStyles } from '../papers/categorise/acceptedEdits';
import { taxonomySchema } from '../papers/categorise/taxonomy';
import { defaultKeyPattern } from '../papers/citations/citekey';
import { serviceIds, serviceUrls } from '../papers/services';

/**
 * All that code and `package.json` must agree on, in one place: `test/architecture/manifest.test.ts` proves the
 * manifest equal to it. This file imports no `vscode`, so that the test can import it.
 */

/** Every command, in the order of the manifest. */
export const commandIds = [
  'marginalia.experiment.runAtCursor',
  'marginalia.experiment.run',
  'marginalia.experiment.insert',
  'marginalia.experiment.estimateMinimum',
  'marginalia.experiment.reveal',
  'marginalia.run.cancel',
  'marginalia.run.pause',
  'marginalia.run.resume',
  'marginalia.run.extend',
  'marginalia.run.delete',
  'marginalia.run.showActive',
  'marginalia.results.open',
  'marginalia.value.insert',
  'marginalia.value.update',
  'marginalia.papers.fetch',
  'marginalia.papers.refetch',
  'marginalia.papers.cancel',
  'marginalia.papers.categorise',
  'marginalia.papers.setKey',
  'marginalia.paper.openPage',
  'marginalia.paper.openPdf',
  'marginalia.paper.reveal',
  'marginalia.readingList.search',
  'marginalia.readingList.filter',
  'marginalia.readingList.clearFilter',
  'marginalia.readingList.groupBy',
  'marginalia.readingList.sortBy',
  'marginalia.readingList.showMore',
  'marginalia.paper.setPriority',
  'marginalia.paper.setStatus',
  'marginalia.paper.setCategory',
  'marginalia.paper.editTags',
  'marginalia.paper.rename',
  'marginalia.paper.find',
  'marginalia.paper.runExperiment',
  'marginalia.papers.undo',
  'marginalia.paper.copyLink',
  'marginalia.paper.copyId',
  'marginalia.paper.copyMarkdown',
  'marginalia.note.reveal',
  'marginalia.statement.goTo',
  'marginalia.lecture.new',
  'marginalia.lecture.review',
  'marginalia.lecture.copySummary',
  'marginalia.lecture.fillGap',
  'marginalia.question.answer',
  'marginalia.papers.add',
  'marginalia.papers.export',
  'marginalia.papers.import',
  'marginalia.citations.keepKey',
  'marginalia.daily.triage',
  'marginalia.meeting.new',
  'marginalia.todo.markDone',
  'marginalia.todo.reopen',
  'marginalia.links.fetchTitle',
  'marginalia.links.titles',
  'marginalia.links.mend',
  'marginalia.sample.open',
  'marginalia.log.show',
] as const;
export type CommandId = (typeof commandIds)[number];

/** Every setting: how it is decoded, and its default where a user's value cannot be. */
export const settings = {
  'marginalia.compute.backend': { schema: z.enum(editorBackendChoices), default: 'auto' },
  'marginalia.compute.tensorflow': { schema: z.string(), default: '' },
  'marginalia.courses.stubWords': { schema: z.number().int().min(1), default: defaultStubWords },
  'marginalia.courses.fadePageDebris': { schema: z.boolean(), default: true },
  'marginalia.notes.exclude': { schema: z.array(z.string()), default: [] as string[] },
  'marginalia.notes.people': {
    schema: z.record(z.string(), z.array(z.string())),
    default: {} as Record<string, string[]>,
  },
  'marginalia.readingList.sections': {
    schema: z.array(z.string()),
    default: [...defaultReadingListSections],
  },
  'marginalia.citations.keyPattern': { schema: z.string(), default: defaultKeyPattern },
  'marginalia.citations.abstracts': { schema: z.boolean(), default: false },
  'marginalia.lectures.template': { schema: z.string(), default: '' },
  'marginalia.lectures.gaps': { schema: z.boolean(), default: true },
  'marginalia.links.problems': { schema: z.boolean(), default: true },
  'marginalia.papers.services': { schema: z.array(z.enum(serviceIds)), default: [...serviceIds] },
  'marginalia.papers.contact': { schema: z.string(), default: '' },
  'marginalia.papers.arxivBaseUrl': { schema: z.string(), default: serviceUrls.arxiv },
  'marginalia.papers.taxonomy': { schema: taxonomySchema, default: {} },
  'marginalia.papers.categoriesAs': { schema: z.enum(categoryStyles), default: 'headings' },
  'marginalia.papers.huggingFaceBaseUrl': { schema: z.string(), default: serviceUrls['hugging-face'] },
  'marginalia.papers.serviceUrls': {
    schema: z.partialRecord(z.enum(serviceIds).exclude(['arxiv', 'hugging-face']), z.string()),
    default: {},
  },
} as const;
export type SettingId = keyof typeof settings;
export type SettingValue<Id extends SettingId> = z.output<(typeof settings)[Id]['schema']>;

/** Every context key that a `when` or `enablement` may name, beside the editor's own. */
export const contextKeys = [
  'marginalia.runs.active',
  'marginalia.runs.resumable',
  'marginalia.experiment.atCursor',
  'marginalia.papers.fetching',
  'marginalia.papers.undoable',
  'marginalia.readingList.filtered',
  'marginalia.readingList.empty',
  'marginalia.readingList.noMatch',
  'marginalia.gpu.lent',
] as const;
export type ContextKey = (typeof contextKeys)[number];

export const viewContainerId = 'marginalia';
export const viewIds = [
  'marginalia.readingList',
  'marginalia.experiments',
  'marginalia.notes',
  'marginalia.gpu',
] as const;
export type ViewId = (typeof viewIds)[number];

export const walkthroughId = 'marginalia.start';
