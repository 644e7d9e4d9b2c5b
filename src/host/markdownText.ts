/** Text from notes and services, which must not become markup, a link or a command in a hover. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>~$&:@]/g, '\\$&');
}
