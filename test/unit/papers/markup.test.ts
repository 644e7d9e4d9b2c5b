import { describe, expect, it } from 'vitest';
import { markupToText, titleText } from '../../../src/papers/clients/markup';

describe('markupToText', () => {
  it.each([
    ['On <i>meshes</i> of H<sub>2</sub>O &amp; <b class="x">ice</b>', 'On meshes of H2O & ice'],
    ['Escaped twice: &amp;amp; and &lt;i&gt;slanted&lt;/i&gt;', 'Escaped twice: & and slanted'],
    ['Caf&eacute; &#8211; &#x3bb; &nosuchentity; &#0;', 'Café – λ &nosuchentity; &#0;'],
    ['For x<y and y>z, a < b', 'For x<y and y>z, a < b'],
    ['<mml:math><mml:mi>k</mml:mi><mml:mo>+</mml:mo><mml:mn>1</mml:mn></mml:math>-means', 'k+1-means'],
    ['an <unknown> tag', 'an <unknown> tag'],
    ['', ''],
  ])('reads %j', (markup, text) => expect(markupToText(markup)).toBe(text));

  it('keeps paragraphs, leaves out the heading, takes a formula once', () => {
    const jats = `<jats:title>Abstract</jats:title>
      <jats:p>We bound <jats:inline-formula><jats:alternatives>
        <jats:tex-math>\\documentclass[12pt]{minimal} \\usepackage{x} \\begin{document}$$ n^2 $$\\end{document}</jats:tex-math>
        <mml:math><mml:msup><mml:mi>n</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>
      </jats:alternatives></jats:inline-formula> from below.</jats:p>
      <jats:sec><jats:title>Results</jats:title><jats:p>It is <jats:italic>tight</jats:italic>.</jats:p></jats:sec>`;
    expect(markupToText(jats)).toBe('We bound $n^2$ from below.\n\nResults\n\nIt is tight.');
  });

  it('is linear on what never closes', () => {
    for (const piece of ['<i', '<', '&', '<a b="', '<jats:tex-math>', '<!--', '&amp;lt;'])
      markupToText(piece.repeat(30_000));
  });

  it('makes a title one line', () => {
    expect(titleText('A\n  <p>long</p> title.')).toBe('A long title');
    expect(titleText('What is $p$?')).toBe('What is $p$?');
  });
});
