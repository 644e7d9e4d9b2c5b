/** Text from notes and services as a label: formulas such as `$(x)$` are not names of icons. */
export function plainLabel(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
