/** One value of a file of JSON lines, and its line, from 1. */
export interface JsonLine {
  readonly line: number;
  readonly value: unknown;
}

/** The values of a file of JSON lines. A line that is no JSON was torn when the power failed, and is left out. */
export function parseJsonLines(text: string): readonly JsonLine[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [{ line: index + 1, value: JSON.parse(line) as unknown }];
    } catch {
      return [];
    }
  });
}
