import fc from 'fast-check';
import { anyText } from '../../anyText';

const line = fc.constantFrom(
  '- 2025.01.12',
  '## Meeting 3 (12 Jan 2025)',
  '**2025년 1월 12일 (일)**',
  '    - 길동',
  '\t- @Hong Gil Dong / 학생',
  '        - need to review **this** [link](https://example.org/a_(b)_c)',
  '    - TO DO:',
  'TO DO:',
  '### Action items',
  '        - 길동 + 민수: 증명 🧠',
  '- [ ] Ada: one',
  '  * [X] two (done)',
  '1. [x] three',
  '- ☐ four',
  '- ☑️ five',
  '- ✅ six',
  '- ~~seven~~',
  '> - [ ] eight',
  'Ada: TODO nine',
  '- TODO: ten (완료)',
  '```',
  '$$',
  '<!--',
  '-->',
  '## Papers to Read',
  '',
  '    ',
  '---',
  'text  ',
);
const noise = anyText(30);

/** Notes of the lines that minutes are made of, in any order, with any text between, line end and byte order mark. */
export const minutes = fc
  .record({
    lines: fc.array(fc.oneof({ weight: 6, arbitrary: line }, { weight: 1, arbitrary: noise }), {
      maxLength: 30,
    }),
    eol: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.constantFrom('', '\ufeff'),
    final: fc.boolean(),
  })
  .map(({ lines, eol, mark, final }) => mark + lines.join(eol) + (final ? eol : ''));
