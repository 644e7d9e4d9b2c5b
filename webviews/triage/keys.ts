/** What a key does in the triage view. */
export type KeyAction =
  | { readonly do: 'move'; readonly by: number }
  | { readonly do: 'page'; readonly by: number }
  | { readonly do: 'edge'; readonly last: boolean }
  | {
      readonly do: 'decide';
      readonly decision: 'keep' | 'later' | 'skip' | undefined;
      readonly priority?: number;
    }
  | { readonly do: 'undo' | 'open' | 'reveal' | 'search' | 'add' | 'help' | 'readOn' | 'leaveSearch' };

export interface KeyPress {
  readonly key: string;
  /** The key's place on the keyboard: with a Korean layout on, `key` is a letter of that. */
  readonly code: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

/** The keys, as the help lists them. */
export const keyHelp: readonly (readonly [string, string])[] = [
  ['↑ ↓', 'previous or next paper; also Page Up, Page Down, Home, End'],
  ['K', 'keep, and go on to the next undecided'],
  ['1 … 5', 'keep with that priority, as (p1) in the list'],
  ['S', 'skip'],
  ['L', 'later'],
  ['Delete', 'take this paper’s decision away'],
  ['U or Ctrl+Z', 'undo the last decision'],
  ['Enter', 'open the paper’s page'],
  ['F', 'show the entry in its file'],
  ['Space', 'read on in the abstract'],
  ['/', 'search; Esc goes back to the papers'],
  ['A', 'add what was kept to the reading list'],
  ['?', 'these keys'],
];

/**
 * The action of a key pressed in the page. In a text field only Escape, Enter and the arrows up and down act; on a
 * button Enter and the space bar are the button's own.
 */
export function keyAction(press: KeyPress, on: 'page' | 'text' | 'control'): KeyAction | undefined {
  const { key, ctrl, alt } = press;
  if (alt) return undefined;
  if (ctrl) return on !== 'text' && letterOf(press) === 'z' && !press.shift ? { do: 'undo' } : undefined;
  if (on === 'text') {
    if (key === 'Escape' || key === 'Enter') return { do: 'leaveSearch' };
    return key === 'ArrowDown' || key === 'ArrowUp'
      ? { do: 'move', by: key === 'ArrowUp' ? -1 : 1 }
      : undefined;
  }
  if (on === 'control' && (key === 'Enter' || key === ' ' || key.startsWith('Arrow'))) return undefined;
  switch (key) {
    case 'ArrowDown':
      return { do: 'move', by: 1 };
    case 'ArrowUp':
      return { do: 'move', by: -1 };
    case 'PageDown':
      return { do: 'page', by: 1 };
    case 'PageUp':
      return { do: 'page', by: -1 };
    case 'Home':
      return { do: 'edge', last: false };
    case 'End':
      return { do: 'edge', last: true };
    case 'Enter':
      return { do: 'open' };
    case ' ':
      return { do: 'readOn' };
    case 'Delete':
    case 'Backspace':
      return { do: 'decide', decision: undefined };
    case '/':
      return { do: 'search' };
    case '?':
      return { do: 'help' };
  }
  if (/^[1-5]$/.test(key)) return { do: 'decide', decision: 'keep', priority: Number(key) };
  return letters[letterOf(press) ?? ''];
}

const letters: Readonly<Record<string, KeyAction | undefined>> = {
  k: { do: 'decide', decision: 'keep' },
  s: { do: 'decide', decision: 'skip' },
  l: { do: 'decide', decision: 'later' },
  u: { do: 'undo' },
  f: { do: 'reveal' },
  a: { do: 'add' },
};

/** The Latin letter: the one typed, or the one at its place where the layout has none there. */
function letterOf({ key, code }: KeyPress): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
}
