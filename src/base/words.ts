/** A share in per cent, to so many significant digits: `90 %`, `6.4 %`, `0.03 %`. */
export function percent(share: number, digits = 3): string {
  return `${Number((100 * share).toPrecision(digits))} %`;
}

/** A number with what it counts: `1 cluster`, `3 clusters`, `0.97 bits`. */
export function counted(count: number | string, one: string, many = `${one}s`): string {
  return `${count} ${String(count) === '1' ? one : many}`;
}

/** What is said of several things in the same words, once, with all that it is about, in the order it was first said. */
export function saidOnce(
  said: readonly { readonly about: string; readonly text: string }[],
): readonly { readonly about: readonly string[]; readonly text: string }[] {
  const all = new Map<string, string[]>();
  for (const { about, text } of said) all.set(text, [...(all.get(text) ?? []), about]);
  return [...all].map(([text, about]) => ({ about, text }));
}
