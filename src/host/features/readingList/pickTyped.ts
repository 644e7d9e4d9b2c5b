import { l10n, window, type QuickPickItem } from 'vscode';
import { plainLabel } from '../../plainLabel';

export interface TypedItem {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  /** What is so already: marked, or said to be so. */
  readonly isNow?: boolean;
}

export interface TypedOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly TypedItem[];
  /** The item for a text that none of the others is; undefined where it is none. */
  readonly typed: (text: string) => TypedItem | undefined;
}

interface ValueItem extends QuickPickItem {
  readonly value: string;
}

/** One of the values, or what was typed; undefined where the user leaves it. */
export async function pickTyped(options: TypedOptions): Promise<string | undefined> {
  const picked = await pick(options, false);
  return picked?.[0];
}

/** Several of the values, and what was typed among them. */
export function pickTypedMany(options: TypedOptions): Promise<readonly string[] | undefined> {
  return pick(options, true);
}

function pick(options: TypedOptions, many: boolean): Promise<readonly string[] | undefined> {
  const picker = window.createQuickPick<ValueItem>();
  picker.title = options.title;
  picker.placeholder = options.placeholder;
  picker.canSelectMany = many;
  const known = options.items.map((item) => itemOf(item, many));
  picker.items = known;
  if (many) picker.selectedItems = known.filter((_, i) => options.items[i]?.isNow);
  const isNow = known.find((_, i) => options.items[i]?.isNow);
  if (!many && isNow) picker.activeItems = [isNow];
  /** What was typed and marked stays while something else is typed. */
  let added: readonly ValueItem[] = [];
  return new Promise((resolve) => {
    picker.onDidChangeValue((text) => {
      const selected = picker.selectedItems;
      added = added.filter((item) => selected.includes(item));
      const typed = options.typed(text);
      const isAdded = typed !== undefined && added.some(({ value }) => value === typed.value);
      const item = typed && !isAdded ? { ...itemOf(typed, many), alwaysShow: true } : undefined;
      if (item) added = [...added, item];
      picker.items = [...added, ...known];
      if (many) picker.selectedItems = selected;
    });
    picker.onDidAccept(() => {
      resolve((many ? picker.selectedItems : picker.activeItems).map(({ value }) => value));
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

function itemOf({ label, value, description, isNow }: TypedItem, many: boolean): ValueItem {
  const said = description ?? (isNow && !many ? l10n.t('now') : '');
  return { label: plainLabel(label), value, description: said };
}
