/** The title of a lens: an icon and words. Plain white space between them is lost where the editor lays lenses out. */
export function lensTitle(icon: string, words: string): string {
  return `$(${icon})\u00A0${words}`;
}
