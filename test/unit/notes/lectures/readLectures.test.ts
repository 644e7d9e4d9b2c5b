import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLectures } from '../../../../src/notes/lectures/readLectures';
import { askedIn, lectureFixture, onlyLecture, retell } from './notes';

const metaOf = (lecture: ReturnType<typeof onlyLecture>): Record<string, string> =>
  Object.fromEntries(lecture.meta.map(({ key, label, value }) => [key ?? label.text, value.text]));

describe('readLectures', () => {
  it('reads parts under headings, Korean beside English, with tables, numbers in brackets and one-line fixes', () => {
    const lecture = onlyLecture(lectureFixture('headings'));
    expect(lecture.title?.text).toBe('Lecture 4: Normalizing flows');
    expect(metaOf(lecture)).toEqual({
      course: 'Generative Models, Fall',
      date: '3 Feb 2026',
      lecturer: 'Rosa Lindqvist',
      source: 'deck',
    });
    expect(lecture.parts.map(retell)).toEqual([
      {
        name: '1부',
        title: '왜 흐름인가',
        sections: ['limitation', 'flow', 'terms', 'why'],
        limitations: [['GAN은 likelihood를 계산할 수 없다', '가역 변환으로 정확한 밀도를 얻는다']],
        steps: ['1 변수 변환 공식', '2 야코비안의 행렬식'],
        terms: [
          ['가역 변환 | bijection', '역함수가 있는 변환'],
          ['야코비안', '편미분의 행렬 |J|'],
        ],
        why: '밀도를 알면 비교할 수 있다.',
      },
      {
        name: '2부',
        title: '결합 층',
        sections: ['limitation', 'terms'],
        limitations: [['determinants cost O(d^3)', 'triangular Jacobians']],
        steps: [],
        terms: [
          ['Coupling layer', 'half of the input is passed through unchanged'],
          ['Real NVP', 'stacked coupling layers'],
          ['Squeeze', 'trades space for channels'],
          ['ActNorm | activation normalization', 'activation normalization'],
          ['KL divergence | KL', undefined],
        ],
        why: undefined,
      },
    ]);
    expect(askedIn(lecture)).toEqual([
      ['Why must the map be invertible?', 'Otherwise two inputs share an output.'],
      ['차원을 줄일 수는 없나?'],
      ['왜 로그를 쓰는가', '곱이 합이 된다'],
    ]);
  });

  it('reads a lecture that is one list, indented by tabs, with check boxes for questions', () => {
    const lecture = onlyLecture(lectureFixture('bullets'));
    expect(lecture.title?.text).toBe('Lecture 7');
    expect(metaOf(lecture)).toEqual({ course: 'Optimal transport', date: '2026-03-01', lecturer: '' });
    expect(lecture.parts.map(retell)).toMatchObject([
      { name: 'Part 1', steps: ['1 Monge', '2 Kantorovich'], why: 'distances between clouds' },
      {
        name: 'Part 2',
        limitations: [['plans are dense', 'entropic regularisation makes them smooth']],
        terms: [['Coupling', 'a joint law']],
      },
    ]);
    expect(askedIn(lecture)).toEqual([
      ['Is the plan unique?'],
      ['Does Sinkhorn converge?', 'Linearly, in the Hilbert metric.'],
    ]);
  });

  it('reads lines that serve as headings, front matter, tables of fixes and definition lists', () => {
    const lecture = onlyLecture(lectureFixture('lines'));
    expect(metaOf(lecture)).toEqual({
      title: 'Bandits, part three',
      course: 'Online Learning',
      date: '2026-06-01',
    });
    expect(lecture.title?.text).toBe('Bandits, part three');
    expect(lecture.parts.map(retell)).toEqual([
      {
        name: 'Part I',
        title: 'Explore first',
        sections: ['limitation', 'flow', 'terms', 'why'],
        limitations: [
          ['greedy play gets stuck', 'play at random for a while'],
          ['random play wastes rounds', 'shrink how often'],
        ],
        steps: ['1 greedy', '2 ε-greedy'],
        terms: [
          ['Regret', 'what was lost against the best arm'],
          ['Arm', 'one of the choices'],
          ['Horizon', 'the number of rounds'],
        ],
        why: 'clinical trials',
      },
      expect.objectContaining({ name: 'Part II', steps: ['1 UCB', '2 its bound'] }),
    ]);
    expect(askedIn(lecture)).toEqual([
      ['Why a logarithm?', 'From a tail bound. It is tight, too.'],
      ['Must the horizon be known?'],
    ]);
  });

  it('reads Korean labels, sides without a section around them, and questions in four forms', () => {
    const lecture = onlyLecture(lectureFixture('korean'));
    expect(lecture.meta.map(({ key }) => key)).toEqual(['course', 'date', 'lecturer', 'source']);
    expect(lecture.parts.map(retell)).toMatchObject([
      {
        limitations: [['한 번에 그림을 만들기는 어렵다', '조금씩 지운다']],
        steps: ['1 정방향', '2 역방향'],
        terms: [
          ['잡음 스케줄 | noise schedule', '단계마다 더하는 잡음의 크기'],
          ['역과정 | reverse process', 'reverse process'],
        ],
        why: '학습이 안정적이다',
      },
      {
        limitations: [['천 번을 돌아야 한다', '건너뛴다']],
        terms: [['DDIM', '확률 없이 되돌리는 방법']],
      },
    ]);
    expect(askedIn(lecture)).toEqual([
      ['왜 가우시안인가?', '더해도 가우시안이다'],
      ['몇 단계면 충분한가'],
      ['guidance는 무엇?', '조건을 세게 거는 것'],
      ['점수 함수란?', '로그 밀도의 기울기'],
    ]);
  });

  it.each([
    ['on one line', 'Limitation: norms grow → Fix: PAC-Bayes'],
    ['on two lines of a paragraph', '**Limitation**: norms grow\n**→ Fix**: PAC-Bayes'],
    ['as bullets, the second with an arrow', '- **Limitation:** norms grow\n- **→ Fix:** PAC-Bayes'],
    ['as a bullet in the other', '- limitation: norms grow\n  - => fix: PAC-Bayes'],
  ])('reads a limitation and its fix without a section around them, %s', (_, sides) => {
    const part = (number: number): string =>
      `## Part ${number}: Bounds\n${sides}\n\nWhy it matters: it is tight\n`;
    const lecture = onlyLecture(`# Lecture 7\n\n**Meta**\n- Lecturer: A\n\n${part(1)}\n${part(2)}`);
    expect(lecture.parts.map(retell)).toMatchObject([
      { limitations: [['norms grow', 'PAC-Bayes']] },
      { limitations: [['norms grow', 'PAC-Bayes']] },
    ]);
  });

  it('tells several lectures of one note apart, by headings as by meta that come again', () => {
    const several = readLectures(lectureFixture('several')).lectures;
    expect(several.map(({ title, parts }) => [title?.text, parts.map(({ name }) => name)])).toEqual([
      [undefined, ['Encoders']],
      ['Lecture II', ['Part One', 'Part Two']],
    ]);
    expect(several[0]?.parts.map(retell)).toMatchObject([
      {
        limitations: [['Counting words loses their order.', 'Read them one by one.']],
        steps: ['1 Bag of words', '2 recurrent net', '3 gates'],
        why: 'Order is meaning.',
      },
    ]);
    expect(several[1]?.parts.map(retell)).toMatchObject([
      {
        steps: ['1 alignments', '2 soft look-up'],
        terms: [
          ['Query', 'what is looked for'],
          ['Key', 'what it is compared with'],
        ],
      },
      { limitations: [['one vector for all', 'look at every state']] },
    ]);
    const twice = readLectures(lectureFixture('template')).lectures;
    expect(twice.map(({ meta }) => meta.find(({ key }) => key === 'date')?.value.text)).toEqual([
      '2026.05.02',
      '2026.05.09',
    ]);
  });

  it('takes comments for help, and a form that nobody filled in for empty', () => {
    const [blank, filled] = readLectures(lectureFixture('template')).lectures;
    expect(blank?.parts.map(retell)).toMatchObject([
      { sections: ['flow (empty)'], steps: [] },
      {
        sections: ['limitation (empty)', 'flow (empty)', 'terms (empty)', 'why (empty)'],
        limitations: [],
        terms: [],
      },
    ]);
    expect(filled?.parts[1]?.limitations.map(({ limitation, fix }) => [limitation?.text, fix?.text])).toEqual(
      [['kernels are chosen by hand · and stay fixed', 'learn them']],
    );
    expect(
      filled?.questions.map(({ question, answers, openAnswer }) => [
        question.text,
        answers.length,
        openAnswer !== undefined,
      ]),
    ).toEqual([
      ['what is a feature map?', 0, true],
      ['and a kernel?', 2, false],
      ['third', 0, false],
    ]);
  });

  it('takes “:=” for a definition, a formula for no name, and an unmarked line that asks for a question', () => {
    const lecture = onlyLecture(
      [
        '## Part 1',
        '- Flow of this part',
        '    1. a',
        '- Terminology Map',
        '    - Score := $\\nabla \\log p(x)$',
        '    - Condition number = $L/\\mu$',
        '## My Confusion & Clarification',
        '- Q. why?',
        '    - A. so',
        '- Is it so? (ask Ada)',
        '- It is.',
      ].join('\n'),
    );
    expect(
      lecture.terms.map(({ names, definition }) => [names.map(({ text }) => text), definition?.text]),
    ).toEqual([
      [['Score'], '∇ log p(x)'],
      [['Condition number'], 'L/μ'],
    ]);
    expect(askedIn(lecture)).toEqual([['why?', 'so'], ['Is it so? (ask Ada)']]);
  });

  it('gives exact ranges in UTF-16, whatever the line ends and with a byte order mark', () => {
    for (const eol of ['\n', '\r\n', '\r']) {
      const text = `\uFEFF${lectureFixture('korean').replaceAll('\n', eol).replace('확산', '😀 확산')}`;
      const lecture = onlyLecture(text);
      expect(text.slice(lecture.title?.range.start, lecture.title?.range.end)).toBe('제3강 😀 확산 모델');
      const [term] = lecture.terms;
      expect(term?.names.map(({ range }) => text.slice(range.start, range.end))).toEqual([
        '잡음 스케줄',
        'noise schedule',
      ]);
      const { definition } = term ?? {};
      expect(text.slice(definition?.range.start, definition?.range.end)).toBe('단계마다 더하는 잡음의 크기');
      const [, second] = lecture.parts;
      expect(text.slice(second?.heading.start, second?.heading.end)).toBe('파트 2. 빠르게 뽑기');
      expect(text.slice(second?.range.start, second?.range.end).endsWith('방법')).toBe(true);
    }
  });

  it('leaves other notes alone', () => {
    const notes = [
      '',
      '# Minutes\n- 2026.01.02\n  - Ana: read part 2 of the survey\n- TO DO: questions for the speaker',
      '# [A paper](https://example.org)\n- Problem: slow\n- Solution: fast\n- Why it matters: time',
      '# Shopping\n## Part 1\n- milk\n## Part 2\n- flow of water',
      '```md\n## Meta\n- Course: x\n- Date: y\n## Part 1\n- Limitation → Fix\n  - prev: a\n  - fix: b\n- Terminology\n  - c: d\n```',
      'Why? Because the flow has limits. Part 1 is a question of terms.',
    ];
    for (const note of notes) expect(readLectures(note).lectures, note).toEqual([]);
  });

  const corpus = join(__dirname, '../../../../../shared/corpus');
  it.runIf(existsSync(corpus))('reads the lecture note of the group, and none of its other notes', () => {
    const lecture = onlyLecture(readFileSync(join(corpus, 'lecture-notes.md'), 'utf8'));
    expect(lecture.parts.map(({ sections }) => sections.map(({ key }) => key).join())).toEqual([
      'flow',
      'limitation,flow',
      'limitation,flow,terms,why',
      'limitation,flow',
    ]);
    expect(
      lecture.parts.map(
        ({ limitations }) => limitations.filter(({ limitation, fix }) => limitation && fix).length,
      ),
    ).toEqual([0, 1, 1, 1]);
    expect(lecture.terms).toHaveLength(2);
    expect(lecture.questions.map(({ answers }) => answers.length)).toEqual([1]);
    for (const other of ['meeting-notes.md', 'paper-notes.md', 'course-notes.md', 'daily-papers.txt']) {
      expect(readLectures(readFileSync(join(corpus, other), 'utf8')).lectures, other).toEqual([]);
    }
  });
});
