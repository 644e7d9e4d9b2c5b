import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../../src/notes/calendar';
import { meetingProblems } from '../../../../src/notes/meetings/meetingProblems';
import { readMeetings, type MeetingsOptions } from '../../../../src/notes/meetings/readMeetings';

const lines = (...text: string[]): string => text.join('\n');

function read(text: string, options: MeetingsOptions = {}) {
  const { meetings, todos } = readMeetings(text, options);
  return {
    meetings: meetings.map(({ date, title, content }) => ({
      day: isoDate(date),
      title,
      said: content.statements.map(({ people, text: words }) => `${people.join('+')}: ${words}`.trim()),
      topics: content.topics.map((topic) => topic.text),
      decisions: content.decisions.map((decision) => `${decision.reason}: ${decision.text}`),
      timeline: content.timeline.map(({ when, what }) => `${when} → ${what}`),
      next: content.next?.text,
      attendees: content.attendees,
    })),
    todos: todos.map(({ people, text: words, done }) => `${done ? 'x' : '_'} ${people.join('+')}: ${words}`),
  };
}

const days = (text: string): string[] => read(text).meetings.map(({ day }) => day);

describe('dated entries', () => {
  it.each([
    ['bullets under a heading', lines('## Meetings', '- 2025.01.12', '    - a', '- 2025.01.19', '    - b')],
    [
      'numbered items with tabs',
      lines('## 회의록', '1. 2025년 1월 12일 (일)', '\t- a', '2. 2025년 1월 19일 (일)', '\t- b'),
    ],
    ['headings of any depth', lines('# Weekly sync', '#### Jan 12, 2025', 'a', '#### Jan 19, 2025', 'b')],
    ['bold lines', lines('# Minutes', '**2025-01-12**', '- a', '', '**2025-01-19** – budget', '- b')],
    ['plain lines', lines('# Minutes', '12 January 2025', '- a', '', '19 January 2025', '- b')],
    ['headings with words before', lines('## Meeting 1 (2025/1/12)', 'a', '## Meeting 2 (2025/1/19)', 'b')],
    [
      'wiki links and mentions',
      lines('# Meetings', '- [[2025-01-12]]', '    - a', '- @January 19, 2025 3:00 PM', '    - b'),
    ],
    ['weekdays first', lines('# Meetings', '- Sun, 2025-01-12', '  - a', '- Sunday 19 Jan 2025', '  - b')],
    ['no year, below one', lines('# Meetings 2025', '## Jan 12', 'a', '## Jan 19', 'b')],
    [
      'nested in a bullet',
      lines('- Meeting notes', '    - 2025.01.12', '        - a', '    - 2025.01.19', '        - b'),
    ],
  ])('as %s', (_, text) => {
    expect(days(text)).toEqual(['2025-01-12', '2025-01-19']);
  });

  it('with a time and a title', () => {
    const text = '## 2025-01-12 (Sun) 14:00–15:30 – Kick-off\nAda: hello';
    expect(read(text).meetings).toMatchObject([{ day: '2025-01-12', title: 'Kick-off' }]);
    expect(readMeetings(text).meetings[0]?.head.minutes).toBe(840);
    expect(readMeetings('# 회의\n- 2025.01.12 오후 3시 30분\n  - a').meetings[0]?.head.minutes).toBe(930);
  });

  it('as the date of a whole section', () => {
    const text = lines(
      '# Weekly sync',
      '',
      '- **Date:** 2025-01-12',
      '- Attendees: Ada, Bob',
      '',
      '## Discussion',
      '- Ada: hi',
    );
    expect(read(text).meetings).toMatchObject([
      { day: '2025-01-12', title: 'Weekly sync', attendees: ['Ada', 'Bob'], said: ['Ada: hi'] },
    ]);
  });

  it.each([
    ['a change log', lines('# Changelog', '## [1.2.0] - 2025-01-12', '- Added: x', '## 1.1.0 (2025-01-02)')],
    ['a diary', lines('# Diary', '## 2025-01-12', 'Went out.', '## 2025-01-13', '- read')],
    ['a lecture', lines('## Meta', '- Date: 2025-01-12', '- Lecturer: Ada', '## Part 1', '- Flow')],
    [
      'a reading list',
      lines('## Papers to Read', '- 2025-01-12 [A](https://arxiv.org/abs/2101.00001)', '    - Ada: good'),
    ],
    [
      'dates in sentences',
      lines('# Meetings', '- 2025-01-12부터 시작한 실험', '- since 2025-01-12 we run it'),
    ],
  ])('but none in %s', (_, text) => {
    expect(days(text)).toEqual([]);
  });

  it('of a time line are no meetings', () => {
    const text = lines(
      '- 2025-01-12',
      '    - Ada',
      '        - proposed x',
      '- Timeline',
      '    - 2025-02-01: abstract',
      '    - 2025-03-01: paper',
    );
    expect(days(text)).toEqual(['2025-01-12']);
  });
});

describe('who said what', () => {
  it('reads names as bullets, with an at, joined, with roles, and before a colon', () => {
    const text = lines(
      '- 2025.01.12',
      '    - 길동',
      '        - 첫 번째 이야기',
      '    - @Hong Gil Dong',
      '        - second',
      '    - @김민수 / 박사과정 / 수학·통계학과',
      '        ',
      '        a paragraph',
      '        ',
      '        길동: within it',
      '    - 민수, 길동',
      '        - together',
      '    - 문제: no name',
      '    - Optimal Transport',
      '        - a topic',
    );
    const [meeting] = read(text).meetings;
    expect(meeting?.said).toEqual([
      '길동:',
      '@Hong Gil Dong:',
      '@김민수 / 박사과정 / 수학·통계학과:',
      '길동: within it',
      '민수+길동:',
    ]);
    expect(meeting?.topics).toEqual(['문제: no name', 'Optimal Transport']);
  });

  it('reads lines that are not nested, and sentences that begin with a name', () => {
    const text = lines(
      '### 📅 2025-03-04 (Tue) | Attendees: Lena, Tomás, A. Turing, 지훈',
      '',
      '**Lena**',
      '- walked through it',
      '- and back',
      '',
      '**Tomás**: asked why',
      '',
      '- A. Turing suggested a machine',
      '- [Lena] slides are done',
      '- Tomás – nothing new',
      '- 지훈이 자료를 소개',
      '- Lena and the others',
      '- ✅ shipped',
      '',
      'Next: Tuesday',
    );
    expect(read(text)).toMatchObject({
      meetings: [
        {
          title: '',
          attendees: ['Lena', 'Tomás', 'A. Turing', '지훈'],
          said: [
            'Lena:',
            'Tomás: asked why',
            'A. Turing: suggested a machine',
            'Lena: slides are done',
            'Tomás: nothing new',
            '지훈: 자료를 소개',
          ],
          next: 'Tuesday',
        },
      ],
      todos: [],
    });
  });

  it('tells names from topics by what else the note shows', () => {
    const text = lines(
      '- 2025-01-12',
      '  - Mateo',
      '    - suggested a sparser mesh',
      '  - Results',
      '    - 3% better',
      '  - Gaussian Width',
      '    - of the sublevel set',
      '- 2025-01-19',
      '  - Mateo: it holds',
      '  - Loss: cross entropy',
    );
    expect(read(text).meetings.map(({ said, topics }) => [said, topics])).toEqual([
      [['Mateo:'], ['Results', 'Gaussian Width']],
      [['Mateo: it holds'], ['Loss: cross entropy']],
    ]);
  });

  it('takes the word of the user for names that look like none', () => {
    const text = lines('- 2025-01-12', '  - zx81', '    - beep', '  - Results', '    - x');
    expect(read(text, { knownNames: ['zx81'] }).meetings[0]?.said).toEqual(['zx81:']);
  });
});

describe('decisions, time line, next meeting', () => {
  it('finds them by their labels and their words, and leaves out what was not decided', () => {
    const text = lines(
      '## Meeting 2025-01-12',
      '- Ada: we decided to drop it',
      '- Bob: we have not decided on the mesh',
      '- Bob: agreed to present next week',
      '- Should we keep the baseline?',
      '  - It is slow, so let’s drop it',
      '- 발표 순서를 정하기로 했다',
      '- 결정: 자료를 바꾼다',
      '- Decisions',
      '  1. Use float64',
      '- Timeline:',
      '  - Jan: formulate',
      '  - Mar – write',
      '- Next meeting: Friday, 16:00',
    );
    expect(read(text).meetings).toMatchObject([
      {
        decisions: [
          'phrase: we decided to drop it',
          'answer: It is slow, so let’s drop it',
          'phrase: 발표 순서를 정하기로 했다',
          'listed: 자료를 바꾼다',
          'listed: Use float64',
        ],
        timeline: ['Jan → formulate', 'Mar → write'],
        next: 'Friday, 16:00',
      },
    ]);
  });
});

describe('to-dos', () => {
  it('reads whose they are, in front, behind, in brackets, as subject and from the line above', () => {
    const text = lines(
      '## 2025-01-12',
      'Attendees: Ada, Mateo, Ingrid',
      '### Action items (by Friday)',
      '- 길동 + 민수: prove it',
      '- Ada & Mateo: plot it',
      '- @mateo rerun',
      '- [Ingrid] check',
      '- draw the figure (Ada)',
      '- Ingrid to write it up',
      '- Mateo',
      '  - buy a disk',
      '  - For example, a large one',
      '- 민수 및 길동: 읽기',
      '- everyone: sort the list',
      '- tidy up',
      '',
      'Next meeting: Monday',
    );
    expect(read(text).todos).toEqual([
      '_ 길동+민수: prove it',
      '_ Ada+Mateo: plot it',
      '_ @mateo: rerun',
      '_ Ingrid: check',
      '_ Ada: draw the figure',
      '_ Ingrid: write it up',
      '_ Mateo: buy a disk',
      '_ 민수+길동: 읽기',
      '_ everyone: sort the list',
      '_ : tidy up',
    ]);
    expect(read(text).meetings[0]?.next).toBe('Monday');
  });

  it('finds them by a box, by a label on the line, by a list beside its label, and by their words', () => {
    const text = lines(
      '- 2025.01.12',
      '  - 길동',
      '    - need to review the proof',
      '    - [ ] and this',
      '  - TODO: 민수 슬라이드 만들기',
      '  - 할 일:',
      '    - 길동: 코드',
      '    - 민수: 그림',
      '',
      '# Other',
      'TO DO:',
      '- first',
      '- ~~second~~',
      '- third (done)',
      '',
      '- 길동: 논문 읽어볼 것',
      '- 그냥 볼 것',
    );
    expect(read(text).todos).toEqual([
      '_ 길동: need to review the proof',
      '_ 길동: and this',
      '_ 민수: 슬라이드 만들기',
      '_ 길동: 코드',
      '_ 민수: 그림',
      '_ : first',
      'x : second',
      'x : third',
      '_ 길동: 논문 읽어볼 것',
      '_ : 그냥 볼 것',
    ]);
  });

  it('takes “next steps” and “tasks” for to-dos in minutes alone', () => {
    const list = lines('## Next steps', '- Ada: more data', '', '## Tasks', '- ImageNet');
    expect(read(list).todos).toEqual([]);
    expect(read(lines('- 2025-01-12', '  - Ada', '    - proposed x', '', list)).todos).toEqual([
      '_ Ada: more data',
      '_ : ImageNet',
    ]);
  });

  it('takes boxes anywhere but in reading lists, where they say that a paper was read', () => {
    const text = lines(
      '# Things',
      '- [ ] one',
      '  - [x] a part of it',
      '> - [ ] quoted',
      '```',
      '- [ ] code',
      '```',
      '## Papers to Read',
      '- [ ] [A](https://arxiv.org/abs/2101.00001)',
      '- [x] “A paper without a link”, 2020',
      '    - [ ] check equation 4',
      '### Theory',
      '- [ ] [B](https://arxiv.org/abs/2101.00002)',
      '## Action items',
      '- [ ] two',
      '- Reading list:',
      '  - [ ] [C](https://arxiv.org/abs/2101.00003)',
    );
    expect(read(text).todos).toEqual([
      '_ : one',
      'x : a part of it',
      '_ : quoted',
      '_ : check equation 4',
      '_ : two',
    ]);
  });
});

describe('problems', () => {
  const codes = (text: string): string[] =>
    meetingProblems(readMeetings(text)).map(
      ({ code, range }) => `${code} ${text.slice(range.start, range.end)}`,
    );

  it('are an impossible day, a day twice, and a to-do for nobody in the newest meeting', () => {
    const todos = ['  - TO DO:', '    - 길동: a', '    - b'];
    expect(
      codes(
        lines(
          '- 2025-02-30',
          '  - 길동',
          '    - x',
          '- 2025-03-01',
          ...todos,
          '- 2025-03-08',
          ...todos,
          '- 2025-03-08',
        ),
      ),
    ).toEqual(['meeting.impossible-date 2025-02-30', 'meeting.same-date 2025-03-08']);
    expect(codes(lines('- 2025-03-01', ...todos, '- 2025-03-08', ...todos))).toEqual(['todo.for-nobody b']);
  });

  it('are none where no to-do names anybody, or two meetings of a day have names', () => {
    expect(codes(lines('# Meetings', '- 2025-03-01', '  - TO DO:', '    - a', '    - b'))).toEqual([]);
    expect(codes(lines('# Meetings', '## 2025-03-01 Proofs', 'a', '## 2025-03-01 Budget', 'b'))).toEqual([]);
  });
});

const corpus = new URL('../../../../../shared/corpus/meeting-notes.md', import.meta.url);
describe.skipIf(!existsSync(corpus))('the meeting notes (only where the shared corpus is at hand)', () => {
  it('hold four meetings and the to-dos of four people', () => {
    const { meetings, todos } = read(readFileSync(corpus, 'utf8'));
    expect(meetings.map(({ day, said }) => [day, said.length])).toEqual([
      ['2024-12-22', 2],
      ['2025-01-12', 0],
      ['2025-01-21', 2],
      ['2025-01-29', 2],
    ]);
    expect(meetings[1]).toMatchObject({ next: 'Tuesday' });
    expect(meetings[1]?.timeline).toHaveLength(4);
    expect(todos.map((todo) => todo.slice(0, todo.indexOf(':')))).toEqual([
      '_ 록기+홍철',
      '_ 예준',
      '_ 승환',
      '_ 홍철',
    ]);
  });
});
