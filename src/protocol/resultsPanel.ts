import { z } from 'zod';
import { figureIds } from '../results/figureIds';
import { runResultSchema, runStates } from '../experiments/run';
import { defineContract, notification, request } from './contract';

export const runStateSchema = z.enum(runStates);

const settingsSchema = z.array(z.object({ name: z.string(), value: z.string() }));

/** All that the results panel shows of one run; sent whole, whenever it changes or the panel is shown again. */
export const resultsSnapshotSchema = z.object({
  experimentId: z.string(),
  runId: z.string(),
  kindTitle: z.string(),
  state: runStateSchema,
  /** When the run was asked for, and when it finished, failed or was cancelled. */
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  /** Of the whole run, 0 to 1. */
  fraction: z.number(),
  /** What it is doing, or did last. */
  message: z.string(),
  /** The time that is left, in words, once it is known. */
  left: z.string().optional(),
  /** What can be asked of the run as it stands, here: nothing is started in a folder that is not trusted. */
  can: z
    .object({ runAgain: z.boolean(), pause: z.boolean(), resume: z.boolean(), extend: z.boolean() })
    .default({ runAgain: true, pause: false, resume: false, extend: false }),
  error: z.object({ message: z.string(), remedy: z.string() }).optional(),
  /** Of the run; those of the result and of single estimates are in `result`. */
  warnings: z.array(z.string()),
  /** The spec in normal form, one row an option. */
  settings: settingsSchema,
  /** The note the block stands in, relative to the folder, and the line of its fence, from 0. */
  origin: z.object({ note: z.string(), line: z.number().int() }).optional(),
  /** Why the numbers no longer answer the block, as sentences; empty when they do. */
  stale: z.array(z.string()),
  /** Of a run that has no result yet, what there is of one so far: then `partial` is true. */
  result: runResultSchema.optional(),
  partial: z.boolean().default(false),
  /** Another run of the experiment, set beside this one. */
  compared: z
    .object({
      runId: z.string(),
      createdAt: z.iso.datetime(),
      settings: settingsSchema,
      result: runResultSchema,
    })
    .optional(),
  /** Every run of the experiment, newest first, the shown one included. */
  history: z.array(
    z.object({
      runId: z.string(),
      createdAt: z.iso.datetime(),
      state: runStateSchema,
      /** The value in one phrase, e.g. `12.9 ± 0.4`, where the run has one. */
      summary: z.string().optional(),
    }),
  ),
});
export type ResultsSnapshot = z.infer<typeof resultsSnapshotSchema>;

export const plotIdSchema = z.enum(figureIds);
export type PlotId = z.infer<typeof plotIdSchema>;

/** What of the layers' curves the panel shows: published ones by id, hidden estimators by key. */
export const layersShownSchema = z.object({
  published: z.array(z.string()).optional(),
  hidden: z.array(z.string()),
});

export const exportRequestSchema = z.object({
  plot: plotIdSchema,
  format: z.enum(['svg', 'png', 'csv']),
  /** Which of several a figure is drawn for, where it shows one at a time; of a study, which figure or table. */
  of: z.string().optional(),
  layers: layersShownSchema.optional(),
  /** A PNG's bytes in Base64: only a page can paint. */
  image: z.string().optional(),
});
export type ExportRequest = z.infer<typeof exportRequestSchema>;

/** Between the extension host and the results panel. */
export const resultsContract = defineContract({
  channel: 'marginalia.results',
  version: 3,
  /** What the webview asks of the host. */
  host: {
    /** The webview is there, new or shown again: answered by a whole `snapshot`. */
    ready: notification(z.object({ compare: z.string().default('') })),
    /** Opens the note at the block's line. */
    reveal: request(z.object({}), z.null()),
    /** Starts a new run of the experiment and shows it. */
    runAgain: request(z.object({}), z.null()),
    cancel: request(z.object({}), z.null()),
    /** Stops the run so that it can go on later, and takes it up again. */
    pause: request(z.object({}), z.null()),
    resume: request(z.object({}), z.null()),
    /** Asks how many more runs, then starts a run that has them and those that were done; and shows it. */
    extend: request(z.object({}), z.null()),
    /** Sets another run of the experiment beside the one shown; none for the empty id. */
    compare: request(z.object({ runId: z.string() }), z.null()),
    selectRun: request(z.object({ runId: z.string() }), z.null()),
    /** Puts the estimates on the clipboard; answers with what was copied, for the status line. */
    copy: request(
      z.object({ format: z.enum(['markdown', 'csv']) }),
      z.object({ characters: z.number().int() }),
    ),
    /** Asks where to, then writes one plot or its numbers; `saved` is undefined when the user thought better of it. */
    export: request(exportRequestSchema, z.object({ saved: z.string().optional() })),
    /**
     * Puts a live table of the experiment's result into its note, below its block, or brings the one there up to date;
     * answers with the note, and whether anything had to be written.
     */
    insertTable: request(z.object({}), z.object({ note: z.string(), written: z.boolean() })),
  },
  /** What the host asks of the webview. */
  view: {
    snapshot: notification(resultsSnapshotSchema),
    /** The run cannot be shown: its folder was removed, its files are unreadable. */
    unavailable: notification(z.object({ message: z.string(), remedy: z.string() })),
  },
});

/** What the webview keeps through `setState`: enough to restore the panel after a reload of the window. */
export const resultsViewStateSchema = z.object({
  /** The workspace folder's URI and the run, set by the host in the page, kept by the view. */
  folder: z.string(),
  runId: z.string(),
  scrollTop: z.number().default(0),
  /** Keys of the estimates whose details are open. */
  expanded: z.array(z.string()).default([]),
  /** Sections the user closed. */
  closed: z.array(z.string()).default([]),
  /** Sections shown as a table where there is no room for both. */
  tables: z.array(z.string()).default([]),
  /** Which of several a section shows, where it shows one at a time. */
  chosen: z.record(z.string(), z.string()).default({}),
  layers: layersShownSchema.default({ hidden: [] }),
  /** The run that is set beside the one shown; empty for none. */
  compared: z.string().default(''),
});
export type ResultsViewState = z.infer<typeof resultsViewStateSchema>;
