import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../src/base/text';
import { readReadingLists } from '../../../src/notes/readingLists';
import { setPriority } from '../../../src/papers/listEdits';
import { readPlaces } from '../../../src/papers/places';

const lines = (...text: string[]): string => text.join('\n');
const read = (text: string): readonly string[] =>
  readReadingLists(text).map(({ title, href, priority, status, range }) =>
    [
      text.slice(0, range.start).split('\n').length,
      title ?? '—',
      href ?? '—',
      priority === undefined ? '' : `p${priority}`,
      status ?? '',
    ]
      .join(' | ')
      .replace(/[| ]+$/, ''),
  );

describe('reading lists as other groups write them', () => {
  it('name identifiers bare, old ones and DOIs too, and no path of a file', () => {
    const text = lines(
      '## Papers to Read',
      '- hep-th/9901001v3',
      '- math.PR/0601001 (p2)',
      '- DOI 10.1109/TIT.2005.862083.',
      '- 10.1007/s00454-008-9053-2',
      '- notes/0601001',
      '- the doi 10 of us',
    );
    expect(read(text)).toEqual([
      '2 | — | hep-th/9901001v3',
      '3 | — | math.PR/0601001 | p2',
      '4 | — | doi:10.1109/TIT.2005.862083',
      '5 | — | 10.1007/s00454-008-9053-2',
    ]);
  });

  it('stand in a table wherever it is, where one column is of papers and one of states', () => {
    const table = lines(
      '# Group page',
      '| Title | Owner | Status |',
      '| --- | --- | --- |',
      '| [Fix the printer](https://x.example) | Ada | done |',
      '## Spring term',
      '| # | Paper | Year | Status | Prio |',
      '|--:|:------|:--:|---|---|',
      '| 1 | [Flow](https://arxiv.org/abs/2105.00001) | 2021 | to read | high |',
      '| 2 | "Sharpness-Aware Minimization" | 2021 | ✅ | low |',
    );
    expect(read(table)).toEqual([
      '8 | Flow | https://arxiv.org/abs/2105.00001 | p1 | to read',
      '9 | Sharpness-Aware Minimization | — | p3 | read',
    ]);
    expect(readReadingLists(table)[0]?.reason).toBe('A table row with a link under “Spring term”.');
  });

  it('hold references one below the other, over several lines, each with its own line', () => {
    const text = lines(
      '## References',
      '',
      '[1] Jacot, A., Gabriel, F., Hongler, C. "Neural tangent kernel: Convergence and',
      'generalization in neural networks." NeurIPS 2018.',
      '[2] Chizat, L. and Bach, F. On lazy training in differentiable programming. arXiv:1812.07956, 2018.',
      '[3] Belkin, M. Reconciling [two',
      'things](https://arxiv.org/abs/1812.11118). PNAS, 2019.',
      '[4] Vapnik, V. N. Statistical learning theory. Wiley, 1998.',
    );
    expect(read(text)).toEqual([
      '3 | Neural tangent kernel: Convergence and generalization in neural networks | —',
      '5 | On lazy training in differentiable programming | arXiv:1812.07956',
      '6 | two things | https://arxiv.org/abs/1812.11118',
      '8 | Statistical learning theory | —',
    ]);
    // What is written back is written to that line.
    const marked = text.replace('NeurIPS 2018.', 'NeurIPS 2018. (p3)') + ' (p3)';
    const place = readPlaces('note.md', marked).at(-1);
    const edit = place && setPriority(marked, place, 1);
    expect(edit?.kind === 'note' ? applyTextEdits(marked, edit.edits) : edit?.kind).toBe(
      `${marked.slice(0, -4)}(p1)`,
    );
  });

  it('stand under headings of other words, in brackets too', () => {
    const text = lines(
      '# Seminar papers, spring',
      '## Must read (this week)',
      '### Understanding deep learning requires rethinking',
      'https://arxiv.org/abs/1611.03530',
      '### [Spectral margins](https://arxiv.org/abs/1706.08498v2)',
      '## Nice to have',
      '- PAC-Bayes',
      '    - [A primer](https://arxiv.org/abs/1901.05353) – read ✔',
    );
    expect(read(text)).toEqual([
      '4 | Understanding deep learning requires rethinking | https://arxiv.org/abs/1611.03530 | p1',
      '5 | Spectral margins | https://arxiv.org/abs/1706.08498v2 | p1',
      '8 | A primer | https://arxiv.org/abs/1901.05353 | p3 | read',
    ]);
    expect(readReadingLists(text).map(({ section, category }) => [section, category])).toEqual([
      ['Seminar papers, spring › Must read (this week)', undefined],
      ['Seminar papers, spring › Must read (this week)', undefined],
      ['Seminar papers, spring › Nice to have › PAC-Bayes', 'PAC-Bayes'],
    ]);
    const plain = lines(
      '## Reading queue',
      'Must read',
      '1. https://arxiv.org/abs/1611.03530',
      '',
      'Nice to have',
      '- High priority!! Spectral margins of nets https://arxiv.org/abs/1706.08498',
      '- 나중에',
      '    - Flow of A and B (Foret et al., ICLR 2021)',
    );
    expect(read(plain)).toEqual([
      '3 | — | https://arxiv.org/abs/1611.03530 | p1',
      '6 | Spectral margins of nets | https://arxiv.org/abs/1706.08498 | p1',
      '8 | Flow of A and B | — | p3',
    ]);
    for (const heading of ['Readings', 'Papers on kernels', '이번 주 읽을 논문', 'What to read']) {
      expect(read(`## ${heading}\n- [A](https://arxiv.org/abs/1901.05353)`)).toHaveLength(1);
    }
  });
});

describe('short paper notes as other groups write them', () => {
  it('name their paper by an identifier, or by a label on the line below one word', () => {
    const text = lines(
      '#### Kaplan et al. (2020), Scaling Laws for Neural Language Models [arXiv:2001.08361]',
      'power laws',
      '#### MuZero',
      '논문: https://doi.org/10.1038/s41586-020-03051-4',
      '- 모델 기반',
      '#### [[2301.04104] DreamerV3](https://arxiv.org/abs/2301.04104)',
      '- world model',
    );
    expect(read(text)).toEqual([
      '1 | Scaling Laws for Neural Language Models | arXiv:2001.08361',
      '4 | MuZero | https://doi.org/10.1038/s41586-020-03051-4',
      '6 | DreamerV3 | https://arxiv.org/abs/2301.04104',
    ]);
  });
});
