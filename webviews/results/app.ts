import type { Client } from '../../src/protocol/contract';
import type {
  PlotId,
  ResultsSnapshot,
  ResultsViewState,
  resultsContract,
} from '../../src/protocol/resultsPanel';
import { resultFigure, type FigureChoice } from '../../src/results/figures';
import { asTrouble, type Trouble } from '../shared/trouble';
import { paintPng } from './paint';

export interface AppState {
  readonly snapshot: ResultsSnapshot | undefined;
  /** The run cannot be shown at all. */
  readonly unavailable: Trouble | undefined;
  /** What the user asked for last went wrong. */
  readonly trouble: Trouble | undefined;
  /** What the user asked for last went well, in a few words. */
  readonly notice: string;
  readonly busy: 'runAgain' | 'cancel' | 'pause' | 'resume' | 'extend' | undefined;
  readonly kept: ResultsViewState;
}

/** What a section shows, for its buttons. */
export interface Shown {
  readonly plot: PlotId;
  readonly what: string;
  /** The estimator, where it shows one at a time; of a study, the figure or table. */
  readonly of: string | undefined;
  /** Whether the note may hold it as a live table. */
  readonly intoNote?: boolean;
  /** Whether it is a table alone, without a picture. */
  readonly isTable?: boolean;
  /** Whether what is copied of the whole result is copied here. */
  readonly isWhole?: boolean;
}

export type CopyFormat = 'markdown' | 'csv';
export type ExportFormat = 'svg' | 'png' | 'csv';

export interface Actions {
  readonly runAgain: () => void;
  readonly cancel: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly extend: () => void;
  readonly reveal: () => void;
  readonly selectRun: (runId: string) => void;
  readonly copy: (format: CopyFormat) => void;
  readonly save: (shown: Shown, format: ExportFormat) => void;
  readonly insertTable: () => void;
  readonly toggleDetails: (key: string) => void;
  readonly toggleSection: (section: string, open: boolean) => void;
  readonly showAsTable: (section: string, table: boolean) => void;
  readonly choose: (section: string, key: string) => void;
  /** As `choose`, and brings the section into view. */
  readonly pick: (section: string, key: string) => void;
  /** Sets another run beside the one shown; none for the empty id. */
  readonly compare: (runId: string) => void;
  readonly showLayers: (shown: ResultsViewState['layers']) => void;
  readonly dismissTrouble: () => void;
}

interface App {
  readonly host: Client<typeof resultsContract.host>;
  readonly get: () => AppState;
  readonly set: (change: Partial<AppState>) => void;
}

const noticeMs = 4000;

/** What the controls do: ask the host, and say how it went. */
export function makeActions({ host, get, set }: App): Actions {
  const keep = (change: Partial<ResultsViewState>): void => set({ kept: { ...get().kept, ...change } });
  /** Runs a request; its answer may leave a notice, its failure is shown. */
  const ask = async (request: () => Promise<string>, busy?: AppState['busy']): Promise<void> => {
    // Not by disabling the button: a button that is disabled under the user's hands loses the focus.
    if (busy !== undefined && get().busy === busy) return;
    set({ trouble: undefined, notice: '', busy });
    try {
      const notice = await request();
      set({ notice });
      if (notice !== '') setTimeout(() => get().notice === notice && set({ notice: '' }), noticeMs);
    } catch (error) {
      set({ trouble: asTrouble(error) });
    } finally {
      set({ busy: undefined });
    }
  };
  return {
    runAgain: () => void ask(async () => (await host.runAgain({}), ''), 'runAgain'),
    cancel: () => void ask(async () => (await host.cancel({}), ''), 'cancel'),
    pause: () => void ask(async () => (await host.pause({}), ''), 'pause'),
    resume: () => void ask(async () => (await host.resume({}), ''), 'resume'),
    extend: () => void ask(async () => (await host.extend({}), ''), 'extend'),
    reveal: () => void ask(async () => (await host.reveal({}), '')),
    selectRun: (runId) => void ask(async () => (await host.selectRun({ runId }), '')),
    copy: (format) =>
      void ask(async () => {
        await host.copy({ format });
        return format === 'markdown' ? 'Copied as Markdown.' : 'Copied as CSV.';
      }),
    save: ({ plot, of }, format) =>
      void ask(async () => {
        const { kept, snapshot } = get();
        const choice = {
          ...(of === undefined ? {} : { of }),
          ...(plot === 'layers' ? { layers: kept.layers } : {}),
        };
        const image = format === 'png' ? await paint(plot, choice, snapshot) : undefined;
        const { saved } = await host.export({
          ...{ plot, format, ...choice },
          ...(image === undefined ? {} : { image }),
        });
        return saved === undefined ? '' : `Saved ${saved}.`;
      }),
    insertTable: () =>
      void ask(async () => {
        const { note, written } = await host.insertTable({});
        return written ? `The table is in ${note}.` : `${note} has the table already.`;
      }),
    toggleDetails: (key) => {
      const { expanded } = get().kept;
      keep({
        expanded: expanded.includes(key) ? expanded.filter((other) => other !== key) : [...expanded, key],
      });
    },
    toggleSection: (section, open) => {
      const { closed } = get().kept;
      if (open === !closed.includes(section)) return;
      keep({ closed: open ? closed.filter((other) => other !== section) : [...closed, section] });
    },
    showAsTable: (section, table) => {
      const others = get().kept.tables.filter((other) => other !== section);
      keep({ tables: table ? [...others, section] : others });
    },
    choose: (section, key) => keep({ chosen: { ...get().kept.chosen, [section]: key } }),
    pick: (section, key) => {
      keep({ chosen: { ...get().kept.chosen, [section]: key } });
      requestAnimationFrame(() =>
        document.getElementById(`${section}-title`)?.scrollIntoView({ block: 'nearest' }),
      );
    },
    compare: (runId) => {
      keep({ compared: runId });
      void ask(async () => (await host.compare({ runId }), ''));
    },
    showLayers: (layers) => keep({ layers }),
    dismissTrouble: () => set({ trouble: undefined }),
  };
}

/** The figure as it is shown, in its own colours, as a PNG in Base64. */
async function paint(
  plot: PlotId,
  choice: FigureChoice,
  snapshot: ResultsSnapshot | undefined,
): Promise<string> {
  const result = snapshot?.result;
  const compared = snapshot?.compared?.result.result;
  const figure = result && resultFigure(plot, result.result, { ...choice, compared });
  if (!figure) throw new Error('There is nothing to paint.');
  const width = 760;
  const theme = 'standalone';
  const title = `${result.experimentId}: ${figure.title}`;
  return paintPng(figure.draw({ width, height: figure.height(width, theme), theme, title }));
}
