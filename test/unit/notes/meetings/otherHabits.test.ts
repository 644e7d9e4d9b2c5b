import { describe, expect, it } from 'vitest';
import { PeopleBook } from '../../../../src/notes/meetings/peopleBook';
import { readMeetings } from '../../../../src/notes/meetings/readMeetings';

const lines = (...text: string[]): string => text.join('\n');
const todos = (text: string): readonly string[] =>
  readMeetings(text).todos.map(({ people, text: words }) => `${people.join('+')}: ${words}`);
const said = (text: string): readonly string[] =>
  readMeetings(text).meetings.flatMap(({ content }) =>
    content.statements.map(({ people, text: words }) => `${people.join('+')}: ${words}`),
  );

describe('minutes as other groups write them', () => {
  it('know initials, and given names, of those listed as present', () => {
    const text = lines(
      'Present: JH, MK, Sara',
      '',
      '## 2025/3/7',
      '+ JH: fine with me',
      '+ Ada: not with me',
    );
    expect(said(text)).toEqual(['JH: fine with me']);
    const full = lines(
      '# Weekly',
      'Attendees (standing): Prof. Ada Lovelace, 홍길동 교수',
      '### Mar 7, 2025',
      '* Ada L.: loose',
      '* 길동: 좋다',
    );
    expect(said(full)).toEqual(['Ada L.: loose', '길동: 좋다']);
  });

  it('take days that an editor mentions for no people', () => {
    const text = lines('## @January 9, 2025', '### Action items', '- [ ] @Ada ask them @January 16, 2025');
    expect(todos(text)).toEqual(['@Ada: ask them @January 16, 2025']);
    expect(todos(lines('## 2025-01-09', '- [ ] write it @Friday'))).toEqual([': write it @Friday']);
  });

  it('read two mentions that a slash parts, and no path', () => {
    const text = lines('## 2025-01-09', '- TO DO', '  - @jh/@mk compare it', '  - install foo/@bar');
    expect(todos(text)).toEqual(['@jh+@mk: compare it', ': install foo/@bar']);
  });

  it('leave out the empty boxes of a template', () => {
    expect(todos(lines('## 2025-01-09', '### Agenda', '- [ ]  ', '- [ ] ', '- [ ] a'))).toEqual([': a']);
  });

  it('read names in the brackets of a label, and action items', () => {
    const text = lines(
      '## Mar 7, 2025',
      'TODO(Ada): fix the lemma',
      'TODO (Bob, Cleo): redo the figure',
      '* AI: Dora to write to them',
      '* AI: where the field goes',
      '* ACTION: Ada ask Bob',
    );
    expect(todos(text)).toEqual([
      'Ada: fix the lemma',
      'Bob+Cleo: redo the figure',
      'Dora: write to them',
      'Ada: ask Bob',
    ]);
  });

  it('read people with initials, and those who are all', () => {
    const text = lines(
      '## Mar 7, 2025',
      'Attendees: Eva K., Dora',
      '* AP: Eva K. to ask around',
      '* TODO: 공통: 읽기',
    );
    expect(todos(text)).toEqual(['Eva K.: ask around', '공통: 읽기']);
  });

  it('read who and until when in brackets behind', () => {
    const text = lines(
      '## 2025-01-09',
      '- TO DO',
      '  - Jin: a',
      '  - Ada: b',
      '  - write it (Jin, by Friday)',
    );
    expect(todos(text)).toEqual(['Jin: a', 'Ada: b', 'Jin: write it (by Friday)']);
  });

  it('find what people take on in their own words, and in a later sentence', () => {
    const text = lines(
      '## 2025-01-09',
      'Attendees: Wei Chen, Ada, JH',
      '* Wei',
      '  * will run it again',
      '  * ran it three times',
      '* Dr. Chen: I need to review the appendix before Monday.',
      '* Ada: is it sharp? JH needs to look at ch. 7 of it. It has one.',
      '* Ada: will the bound hold?',
      '* Ada: we need convexity',
      '| who | what |',
    );
    expect(todos(text)).toEqual([
      'Wei: will run it again',
      'Dr. Chen: I need to review the appendix before Monday.',
      'JH: needs to look at ch. 7 of it.',
    ]);
    expect(readMeetings(text).meetings[0]?.content.topics).toEqual([]);
  });

  it('tell a Korean duty from a condition', () => {
    const text = lines(
      '## 2025년 3월 7일 회의',
      '- 준호가 그래프를 다시 그려야 함.',
      '- 준호: 함수가 연속이어야 함',
      '- 민수 교수님: 다시 계산할 필요가 있음',
    );
    expect(todos(text)).toEqual(['준호: 그래프를 다시 그려야 함.', '민수 교수님: 다시 계산할 필요가 있음']);
  });

  it('have “Ada L.” for the one Ada whose name goes on so', () => {
    const names = (...written: string[]): readonly string[] =>
      new PeopleBook({}, written).people(written).map(({ name }) => name);
    expect(names('Ada L.', 'Ada Lovelace', 'Ada')).toEqual(['Ada Lovelace']);
    expect(names('Ada L.', 'Ada Lovelace', 'Ada Lind')).toEqual(['Ada L.', 'Ada Lovelace', 'Ada Lind']);
  });
});
