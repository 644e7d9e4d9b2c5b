import { titleKey } from './titles';

const titles = new Set(
  (
    'sectiontitle|chaptertitle|parttitle|subsectiontitle|title|titlehere|section|subsection|chapter|notename|name|' +
    'heading|topic|untitled|tbd|tba|todo|placeholder|newsection|newchapter|sectionname|chaptername|제목|제목없음|소제목'
  ).split('|'),
);

/** "section title": what a template has where a title should stand. */
export function isPlaceholderTitle(title: string): boolean {
  const key = titleKey(title).replace(/\d+$/, '');
  return key !== '' && titles.has(key);
}

const text =
  /\blorem ipsum\b|\b(?:TODO|TBD|TBA|FIXME|WIP)\b|\bto be (?:written|added|completed|continued|filled(?: in)?|done|announced)\b|\bcoming soon\b|\bunder construction\b|\bwork in progress\b|\b(?:fill|write) (?:this|me)(?: in)?\b|\b(?:not (?:yet )?written|nothing here) yet\b|\bplaceholder text\b|작성 ?예정|추후 (?:작성|추가)|미작성|준비 중/i;

/** "TODO", "to be written": a short sentence that says that something is to come. */
export function isPlaceholderText(sentence: string): boolean {
  return sentence.length <= 140 && text.test(sentence);
}
