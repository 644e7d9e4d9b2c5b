import type { Client } from '../../src/protocol/contract';
import type {
  TriageDecision,
  TriagePage,
  TriageProgress,
  TriageViewState,
  triageContract,
} from '../../src/protocol/triagePanel';
import { asTrouble, type Trouble } from '../shared/trouble';
import type { KeyAction } from './keys';
import { decisionNames, nextToDecide, viewTriage, type TriageView } from './viewModel';

export interface AppState {
  readonly page: TriagePage | undefined;
  readonly progress: TriageProgress;
  /** Decisions on their way to the host: shown at once, until it has answered. */
  readonly pending: TriageProgress['decisions'];
  readonly unpending: readonly string[];
  readonly unavailable: Trouble | undefined;
  readonly trouble: Trouble | undefined;
  /** What happened last, for the status line and readers of screens. */
  readonly notice: string;
  readonly adding: boolean;
  readonly help: boolean;
  readonly kept: TriageViewState;
}

export interface Actions {
  readonly act: (action: KeyAction) => void;
  readonly select: (key: string) => void;
  readonly decide: (key: string, decision: TriageDecision | undefined, priority?: number) => void;
  readonly open: (key: string) => void;
  readonly reveal: (key: string) => void;
  readonly revealListed: (key: string) => void;
  readonly addKept: (choose: boolean) => void;
  readonly keep: (change: Partial<TriageViewState>) => void;
  readonly sortBy: (sort: TriageViewState['sort']) => void;
  readonly setHelp: (open: boolean) => void;
  readonly dismissTrouble: () => void;
}

/** What the actions need of the page itself. */
export interface PagePort {
  readonly focusSearch: () => void;
  readonly focusList: () => void;
  readonly readOn: () => void;
  readonly rowsAPage: () => number;
}

interface App {
  readonly host: Client<typeof triageContract.host>;
  readonly get: () => AppState;
  readonly set: (change: Partial<AppState>) => void;
  readonly port: PagePort;
}

export const noProgress: TriageProgress = { decisions: {}, listed: {} };

/** What the host says with what is still on its way to it. */
function shownProgress({ progress, pending, unpending }: AppState): TriageProgress {
  const decisions = { ...progress.decisions, ...pending };
  for (const key of unpending) delete decisions[key];
  return { ...progress, decisions };
}

export function viewOf(state: AppState): TriageView | undefined {
  return state.page && viewTriage(state.page, shownProgress(state), state.kept);
}

/** Few orders make sense with the smallest first: the newest and the most voted are looked for. */
const descendingFirst: readonly TriageViewState['sort'][] = ['date', 'upvotes', 'comments'];

/** What keys and controls do: change what is shown, or ask the host and say how it went. */
export function makeActions({ host, get, set, port }: App): Actions {
  const keep = (change: Partial<TriageViewState>): void => set({ kept: { ...get().kept, ...change } });
  const ask = async (request: () => Promise<string>): Promise<void> => {
    set({ trouble: undefined });
    try {
      const notice = await request();
      if (notice !== '') set({ notice });
    } catch (error) {
      set({ trouble: asTrouble(error) });
    }
  };
  const decide: Actions['decide'] = (key, decision, priority) => {
    const state = get();
    const view = viewOf(state);
    const row = view?.rows.find(({ entry }) => entry.key === key);
    if (!view || !row || (row.decision === decision && row.priority === priority)) return;
    const goesOn = decision !== undefined && view.selected?.entry.key === key;
    const next = goesOn ? nextToDecide(view) : undefined;
    const { [key]: _, ...others } = state.pending;
    const given = priority === undefined ? {} : { priority };
    const decided = view.counts.all - view.counts.undecided + (row.decision === undefined ? 1 : 0);
    const notice =
      decision === undefined
        ? `To be decided again: ${row.entry.title}`
        : `${decisionNames[decision]}: ${row.entry.title}. ${decided} of ${view.counts.all} decided.`;
    set({
      pending: decision === undefined ? others : { ...others, [key]: { decision, ...given } },
      unpending:
        decision === undefined ? [...state.unpending, key] : state.unpending.filter((each) => each !== key),
      notice: notice.charAt(0).toUpperCase() + notice.slice(1),
      kept: next === undefined ? state.kept : { ...state.kept, selected: next },
    });
    void ask(async () => {
      await host
        .decide({ key, ...(decision === undefined ? {} : { decision }), ...given })
        .finally(() => settle(key));
      return '';
    });
  };
  const settle = (key: string): void => {
    const { pending, unpending } = get();
    const { [key]: _, ...others } = pending;
    set({ pending: others, unpending: unpending.filter((each) => each !== key) });
  };
  const undo = (): void =>
    void ask(async () => {
      const { key } = await host.undo({});
      if (key === undefined) return 'There is nothing to undo.';
      keep({ selected: key });
      const entry = get().page?.entries.find((each) => each.key === key);
      return `Undone: ${entry?.title ?? ''}`;
    });
  const addKept = (choose: boolean): void => {
    if (get().adding) return;
    set({ adding: true });
    void ask(async () => {
      const { added, present, note } = await host.addKept({ choose });
      if (note === undefined) return added + present === 0 ? 'Nothing was kept that is not in a list.' : '';
      const there = present === 0 ? '' : ` ${present} ${present === 1 ? 'was' : 'were'} there already.`;
      return `Added ${added} ${added === 1 ? 'paper' : 'papers'} to ${note}.${there}`;
    }).finally(() => set({ adding: false }));
  };
  const moveTo = (index: number): void => {
    const rows = viewOf(get())?.rows ?? [];
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
    if (row) keep({ selected: row.entry.key });
  };
  const withSelected = (use: (key: string) => void): void => {
    const key = viewOf(get())?.selected?.entry.key;
    if (key !== undefined) use(key);
  };
  const open = (key: string): void => void ask(async () => (await host.open({ key }), ''));
  const reveal = (key: string): void => void ask(async () => (await host.reveal({ key }), ''));
  const act = (action: KeyAction): void => {
    const index = viewOf(get())?.index ?? -1;
    switch (action.do) {
      case 'move':
        return moveTo(index + action.by);
      case 'page':
        return moveTo(index + action.by * port.rowsAPage());
      case 'edge':
        return moveTo(action.last ? Infinity : 0);
      case 'decide':
        return withSelected((key) => decide(key, action.decision, action.priority));
      case 'undo':
        return undo();
      case 'open':
        return withSelected(open);
      case 'reveal':
        return withSelected(reveal);
      case 'search':
        return port.focusSearch();
      case 'leaveSearch':
        return port.focusList();
      case 'readOn':
        return port.readOn();
      case 'add':
        return addKept(false);
      case 'help':
        return set({ help: true });
    }
  };
  return {
    act,
    select: (key) => keep({ selected: key }),
    decide,
    open,
    reveal,
    revealListed: (key) => void ask(async () => (await host.revealListed({ key }), '')),
    addKept,
    keep,
    sortBy: (sort) => {
      const { kept } = get();
      const again = kept.sort === sort;
      keep({ sort, descending: again ? !kept.descending : descendingFirst.includes(sort) });
    },
    setHelp: (help) => set({ help }),
    dismissTrouble: () => set({ trouble: undefined }),
  };
}
