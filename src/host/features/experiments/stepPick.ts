import { l10n, QuickInputButtons, ThemeIcon, window, type QuickPickItem } from 'vscode';
import { AbortedError } from '../../../base/abort';
import type { Result } from '../../../base/result';

/** A value that a step offers. */
export interface StepItem {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly detail?: string;
}

export interface StepOptions {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly placeholder: string;
  readonly items: readonly StepItem[];
  /** Whether there is a step before; by default from the second on. */
  readonly leadsBack?: boolean;
  /** Checks what was typed; its error is shown where the value would be. Nothing may be typed where it is left out. */
  readonly check?: (text: string) => Result<unknown, string>;
}

/** Leads back to the step before. */
export const back = Symbol('back');

interface Item extends QuickPickItem {
  readonly value: string | undefined;
}

/** One of the values, or what was typed and passes the check; {@link back} by the button. Rejects where the user leaves it. */
export function pickStep(options: StepOptions): Promise<string | typeof back> {
  const { items, check } = options;
  const picker = window.createQuickPick<Item>();
  const known: readonly Item[] = items;
  picker.title = options.title;
  picker.step = options.step;
  picker.totalSteps = options.totalSteps;
  picker.placeholder = options.placeholder;
  picker.ignoreFocusOut = true;
  picker.matchOnDescription = true;
  picker.items = known;
  if (options.leadsBack ?? options.step > 1) picker.buttons = [QuickInputButtons.Back];
  const typed = (text: string): readonly Item[] => {
    if (check === undefined || text === '' || items.some(({ value }) => value === text)) return [];
    const checked = check(text);
    return checked.ok
      ? [{ label: text, value: text, description: l10n.t('as typed'), alwaysShow: true }]
      : [
          {
            label: text,
            value: undefined,
            detail: checked.error,
            iconPath: new ThemeIcon('warning'),
            alwaysShow: true,
          },
        ];
  };
  return new Promise((resolve, reject) => {
    picker.onDidChangeValue((text) => {
      // What fits comes first where it is one of the values: a fault is below them.
      const own = typed(text.trim());
      picker.items = own[0]?.value === undefined ? [...known, ...own] : [...own, ...known];
    });
    picker.onDidTriggerButton(() => {
      resolve(back);
      picker.hide();
    });
    picker.onDidAccept(() => {
      const [item] = picker.activeItems;
      if (item?.value === undefined) return;
      resolve(item.value);
      picker.hide();
    });
    picker.onDidHide(() => {
      reject(new AbortedError());
      picker.dispose();
    });
    picker.show();
  });
}

export interface StepInput extends Omit<StepOptions, 'items' | 'placeholder'> {
  readonly prompt: string;
  readonly value: string;
  readonly check: (text: string) => Result<unknown, string>;
}

/** A line of text that passes the check, which is done as it is typed. Otherwise as {@link pickStep}. */
export function typeStep({
  title,
  step,
  totalSteps,
  prompt,
  value,
  check,
}: StepInput): Promise<string | typeof back> {
  const box = window.createInputBox();
  Object.assign(box, { title, step, totalSteps, prompt, value });
  box.ignoreFocusOut = true;
  if (step > 1) box.buttons = [QuickInputButtons.Back];
  const fault = (): string | undefined => {
    const checked = check(box.value);
    return checked.ok ? undefined : checked.error;
  };
  return new Promise((resolve, reject) => {
    box.onDidChangeValue(() => (box.validationMessage = fault()));
    box.onDidTriggerButton(() => {
      resolve(back);
      box.hide();
    });
    box.onDidAccept(() => {
      box.validationMessage = fault();
      if (box.validationMessage !== undefined) return;
      resolve(box.value);
      box.hide();
    });
    box.onDidHide(() => {
      reject(new AbortedError());
      box.dispose();
    });
    box.show();
  });
}
