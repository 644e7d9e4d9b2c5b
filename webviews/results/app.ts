import type { Client } from '../../src/protocol/contract';
import type {
  PlotId,
  ResultsSnapshot,
  ResultsViewState,
  resultsContract,
} from '../../src/protocol/resultsPanel';
import { asTrouble, type Trouble } from '../shared/trouble';

export interface AppState {
  readonly snapshot: ResultsSnapshot | undefined;
  /** The run cannot be shown at all. */
  readonly unavailable: Trouble | undefined;
  /** What the user asked for last went wrong. */
  readonly trouble: Trouble | undefined;
  /** What the user asked for last went well, in a few words. */
  readonly notice: string;
  readonly busy: 'runAgain' | 'cancel' | undefined;
  readonly kept: ResultsViewState;
}

export type CopyFormat = 'markdown' | 'csv';
export type ExportFormat = 'svg' | 'csv';

export interface Actions {
  readonly runAgain: () => void;
  readonly cancel: () => void;
  readonly reveal: () => void;
  readonly selectRun: (runId: string) => void;
  readonly copy: (format: CopyFormat) => void;
  readonly save: (plot: PlotId, format: ExportFormat) => void;
  readonly toggleDetails: (key: string) => void;
  readonly toggleSection: (section: string, open: boolean) => void;
  /** What a section shows, where it shows one of several. */
  readonly choose: (section: string, key: string) => void;
  readonly showScaleAs: (view: ResultsViewState['scaleView']) => void;
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
    reveal: () => void ask(async () => (await host.reveal({}), '')),
    selectRun: (runId) => void ask(async () => (await host.selectRun({ runId }), '')),
    copy: (format) =>
      void ask(async () => {
        await host.copy({ format });
        return format === 'markdown' ? 'Copied as Markdown.' : 'Copied as CSV.';
      }),
    save: (plot, format) =>
      void ask(async () => {
        const { saved } = await host.export({ plot, format });
        return saved === undefined ? '' : `Saved ${saved}.`;
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
    choose: (section, key) => keep({ chosen: { ...get().kept.chosen, [section]: key } }),
    showScaleAs: (view) => keep({ scaleView: view }),
    dismissTrouble: () => set({ trouble: undefined }),
  };
}
