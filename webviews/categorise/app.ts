import type { Client } from '../../src/protocol/contract';
import type {
  categoriseContract,
  CategoriseSnapshot,
  CategoriseViewState,
} from '../../src/protocol/categorisePanel';
import { asTrouble, type Trouble } from '../shared/trouble';
import { isSure, viewReview, type DecisionState, type RowView } from './viewModel';

export interface AppState {
  readonly snapshot: CategoriseSnapshot | undefined;
  readonly trouble: Trouble | undefined;
  /** What the user asked for last went well, in a few words. */
  readonly notice: string;
  readonly busy: boolean;
  readonly kept: CategoriseViewState;
  /** The row that the arrow keys stand on. */
  readonly current: string | undefined;
}

export type AllOf = 'accept' | 'acceptSure' | 'reject' | 'clear';

export interface Actions {
  readonly decide: (id: string, state: DecisionState) => void;
  readonly choose: (id: string, category: string) => void;
  readonly chooseNew: (id: string) => void;
  readonly all: (what: AllOf) => void;
  readonly filter: (filter: CategoriseViewState['filter']) => void;
  readonly setStyle: (style: CategoriseSnapshot['style']) => void;
  readonly apply: () => void;
  readonly refine: () => void;
  readonly fetch: () => void;
  readonly reveal: (id: string) => void;
  readonly stand: (id: string) => void;
  readonly dismissTrouble: () => void;
}

interface App {
  readonly host: Client<typeof categoriseContract.host>;
  readonly get: () => AppState;
  readonly set: (change: Partial<AppState>) => void;
}

/** What the controls do: decide here, and ask the host for what is written. */
export function makeActions({ host, get, set }: App): Actions {
  const keep = (change: Partial<CategoriseViewState>): void => set({ kept: { ...get().kept, ...change } });
  const decideAll = (
    decide: (row: RowView) => CategoriseViewState['decisions'][string] | undefined,
  ): void => {
    const { snapshot, kept } = get();
    if (!snapshot) return;
    const changed = viewReview(snapshot, kept).shown.flatMap((row) => {
      const decision = decide(row);
      return decision ? [[row.row.id, decision] as const] : [];
    });
    keep({ decisions: { ...kept.decisions, ...Object.fromEntries(changed) } });
  };
  const ask = async (request: () => Promise<string>): Promise<void> => {
    if (get().busy) return;
    set({ trouble: undefined, notice: '', busy: true });
    try {
      set({ notice: await request() });
    } catch (error) {
      set({ trouble: asTrouble(error) });
    } finally {
      set({ busy: false });
    }
  };
  const choose = (id: string, category: string): void =>
    keep({ decisions: { ...get().kept.decisions, [id]: { state: 'accepted', category } } });
  return {
    decide: (id, state) => {
      const before = get().kept.decisions[id];
      keep({ decisions: { ...get().kept.decisions, [id]: { ...before, state } } });
    },
    choose,
    chooseNew: (id) =>
      void ask(async () => {
        const { name } = await host.newCategory({});
        if (name !== undefined) choose(id, name);
        return '';
      }),
    all: (what) =>
      decideAll(({ row, state, category }) => {
        const chosen = get().kept.decisions[row.id]?.category;
        const own = chosen === undefined ? {} : { category: chosen };
        if (what === 'clear') return { state: 'open' };
        if (state !== 'open' || category === undefined) return undefined;
        if (what === 'reject') return { ...own, state: 'rejected' };
        return what === 'accept' || isSure(row) ? { ...own, state: 'accepted' } : undefined;
      }),
    filter: (filter) => keep({ filter }),
    setStyle: (style) => void ask(async () => (await host.setStyle({ style }), '')),
    apply: () => {
      const { snapshot, kept } = get();
      const decisions = snapshot ? viewReview(snapshot, kept).decisions : [];
      if (decisions.length === 0) return;
      void ask(async () => {
        const { message } = await host.apply({ decisions: [...decisions] });
        const applied = new Set(decisions.map(({ id }) => id));
        const left = Object.entries(get().kept.decisions).filter(([id]) => !applied.has(id));
        keep({ decisions: Object.fromEntries(left) });
        return message;
      });
    },
    refine: () => {
      const { snapshot, kept } = get();
      const ids = snapshot ? viewReview(snapshot, kept).shown.map(({ row }) => row.id) : [];
      void ask(async () => (await host.refine({ ids })).message);
    },
    fetch: () => void ask(async () => (await host.fetch({}), '')),
    reveal: (id) => void ask(async () => (await host.reveal({ id }), '')),
    stand: (current) => {
      if (get().current !== current) set({ current });
    },
    dismissTrouble: () => set({ trouble: undefined }),
  };
}
