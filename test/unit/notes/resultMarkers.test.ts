import { describe, expect, it } from 'vitest';
import { readResultMarkers } from '../../../src/notes/resultMarkers';

describe('readResultMarkers', () => {
  it('reads a value in a line, with the places of the marker and of its text', () => {
    const text = 'So it is <!-- result digits.twonn -->12.9<!-- /result --> at most.';
    const { markers, problems } = readResultMarkers(text);
    expect(problems).toEqual([]);
    expect(markers).toHaveLength(1);
    expect(markers[0]).toMatchObject({
      experimentId: 'digits',
      field: 'twonn',
      form: 'inline',
      text: '12.9',
    });
    const { range, content } = markers[0] ?? { range: { start: 0, end: 0 }, content: { start: 0, end: 0 } };
    expect(text.slice(range.start, range.end)).toBe('<!-- result digits.twonn -->12.9<!-- /result -->');
    expect(text.slice(content.start, content.end)).toBe('12.9');
  });

  it.each([
    ['<!-- result d.mle(k=10) -->', 'd', 'mle(k=10)'],
    ['<!-- result d.mle(k = 10, combine=mean) -->', 'd', 'mle(k=10,combine=mean)'],
    ['<!-- result d.twonn(discard=0.05) -->', 'd', 'twonn(discard=0.05)'],
    ['<!--result d.pca-->', 'd', 'pca'],
    ['<!--\n  result\td.pca\n-->', 'd', 'pca'],
    ['<!-- result 숫자-차원.twonn -->', '숫자-차원', 'twonn'],
    ['<!-- result d -->', 'd', undefined],
  ])('reads %j', (opening, experimentId, field) => {
    const { markers, problems } = readResultMarkers(`a ${opening}x<!--/result--> b`);
    expect(problems).toEqual([]);
    expect(markers.map((marker) => [marker.experimentId, marker.field])).toEqual([[experimentId, field]]);
  });

  it.each([
    ['on lines of their own', '<!-- result d -->\n\n| t |\n\n<!-- /result -->', 'block'],
    ['with nothing between', '<!-- result d -->\r\n<!-- /result -->\r\n', 'block'],
    ['in a list', '- <!-- result d -->\n  <!-- /result -->', 'block'],
    ['in a quote', '> <!-- result d -->\n> <!-- /result -->', 'block'],
    ['in one line', '<!-- result d --><!-- /result -->', 'inline'],
    ['with text before', 'It is\n<!-- result d -->\n3<!-- /result -->', 'inline'],
    ['after a byte order mark', '\uFEFF<!-- result d -->\n<!-- /result -->', 'block'],
  ])('tells the form of comments %s', (_what, text, form) => {
    expect(readResultMarkers(text).markers.map((marker) => marker.form)).toEqual([form]);
  });

  it.each([
    ['a fence', '```\n<!-- result d --> <!-- /result -->\n```'],
    ['a tilde fence in a list', '- a\n\n  ~~~\n  <!-- result d --> <!-- /result -->\n  ~~~'],
    ['indented code', 'a\n\n    <!-- result d --> <!-- /result -->\n'],
    ['a code span', 'Write `<!-- result d -->x<!-- /result -->` there.'],
    ['a long code span', 'Write `` `<!-- result d -->x<!-- /result -->` `` there.'],
    ['a code span over two lines', 'Write `<!-- result d -->\nx<!-- /result -->` there.'],
    ['front matter', '---\na: <!-- result d -->x<!-- /result -->\n---\n'],
    ['another comment', '<!-- as in <!-- result d --> here'],
    ['prose that only begins like one', '<!-- results of the day -->x<!-- resulting -->'],
    ['an escaped comment', '\\<!-- result d -->x'],
  ])('sees no marker in %s', (_what, text) => {
    expect(readResultMarkers(text).markers).toEqual([]);
  });

  it('reads a value in a line that was moved in by a tab', () => {
    const text = '# A\n\n\tIt is <!-- result d.x -->1<!-- /result -->\n';
    expect(readResultMarkers(text).markers.map((marker) => marker.text)).toEqual(['1']);
  });

  it('takes a comment that speaks of a result for what it is', () => {
    expect(readResultMarkers('<!-- result of the discussion -->\n')).toEqual({ markers: [], problems: [] });
  });

  it('reports an opening without its closing and leaves the next value alone', () => {
    const text = 'new <!-- result a.twonn --> and <!-- result b.mle -->3<!-- /result -->';
    const { markers, problems } = readResultMarkers(text);
    expect(markers.map((marker) => marker.experimentId)).toEqual(['b']);
    expect(problems.map(({ code, range }) => [code, text.slice(range.start, range.end)])).toEqual([
      ['result.unclosed', '<!-- result a.twonn -->'],
    ]);
  });

  it('reports nested values and never spans one over the other', () => {
    const text = '<!-- result a -->x <!-- result b -->y<!-- /result --> z<!-- /result -->';
    const { markers, problems } = readResultMarkers(text);
    expect(markers.map((marker) => marker.text)).toEqual(['y']);
    expect(problems.map(({ code }) => code)).toEqual(['result.unclosed', 'result.stray']);
  });

  it('reports an unclosed value at the end, and one that names nothing', () => {
    expect(readResultMarkers('<!-- result a -->').problems.map(({ code }) => code)).toEqual([
      'result.unclosed',
    ]);
    const { markers, problems } = readResultMarkers('<!-- result a b c -->x<!-- /result -->');
    expect(markers).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['result.reference']);
  });

  it('does not let a closing in code end a value', () => {
    const text = 'a <!-- result d.x -->1 `<!-- /result -->` 2<!-- /result --> b';
    expect(readResultMarkers(text).markers.map((marker) => marker.text)).toEqual(['1 `<!-- /result -->` 2']);
  });
});
