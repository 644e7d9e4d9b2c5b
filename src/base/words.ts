/** A share in per cent, to so many significant digits: `90 %`, `6.4 %`, `0.03 %`. */
export function percent(share: number, digits = 3): string {
  return `${Number((100 * share).toPrecision(digits))} %`;
}

/** A number with what it counts: `1 cluster`, `3 clusters`, `0.97 bits`. */
export function counted(count: number | string, one: string, many = `${one}s`): string {
  return `${count} ${String(count) === '1' ? one : many}`;
}
