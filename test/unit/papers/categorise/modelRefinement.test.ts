import { describe, expect, it } from 'vitest';
import { readRefinement, refinementPrompt } from '../../../../src/papers/categorise/modelRefinement';

const categories = ['Coffee & tea', 'Maths'];

describe('what a language model is asked', () => {
  it('names categories and papers as data, abstracts cut, and no note', () => {
    const prompt = refinementPrompt(
      [{ title: 'A "quoted"\ntitle', abstract: 'x'.repeat(5_000), note: 'private', arxiv: ['math.CO'] }, {}],
      categories,
    );
    expect(prompt).toContain(JSON.stringify(categories));
    expect(prompt).toContain(String.raw`"A \"quoted\"\ntitle"`);
    expect(prompt).toContain('math.CO');
    expect(prompt).not.toContain('private');
    expect(prompt.length).toBeLessThan(2_000);
  });
});

describe('what a language model answers', () => {
  it('is taken where it names a paper and a category that there are', () => {
    const answer = `Sure:\n\`\`\`json\n[
      {"paper": 1, "category": "coffee and tea", "because": "It\\n brews."},
      {"paper": 2, "category": "Cocoa", "because": "no such"},
      {"paper": 3, "category": null},
      {"paper": 9, "category": "Maths"},
      {"paper": "4", "category": "Maths"},
      {"paper": 1, "category": "Maths"},
      "rm -rf", {"paper": 4, "category": "Maths"}
    ]\n\`\`\``;
    expect([...readRefinement(answer, 4, categories)]).toEqual([
      [0, { category: 'Coffee & tea', because: 'It brews.' }],
      [3, { category: 'Maths', because: '' }],
    ]);
  });

  it.each(['', 'I cannot do that.', '[', '[{"paper": 1,]', '{"paper": 1}', '[1, 2]', ']['])(
    'changes nothing where it is %j',
    (answer) => expect(readRefinement(answer, 2, categories).size).toBe(0),
  );
});
