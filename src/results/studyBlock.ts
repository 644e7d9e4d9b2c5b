import type { RunResult } from '../experiments/run';
import type { StudyResult } from '../experiments/studyResult';
import { formatLevel } from '../plots/numbers';
import { inlineText } from './markdownText';
import { markdownTable, pictureLink, provenanceLine } from './resultBlock';
import { commonLevel, quantityText, studyValueCells } from './studyText';

const mostFacts = 4;

/** A study on lines of its own: the answer, its values, its first figure, and where the numbers come from. */
export function formatStudyBlock(study: StudyResult, run: RunResult, notePath: string): string {
  const [first = '', ...others] = study.answer.map(inlineText);
  const figure = study.figures[0];
  return [
    `**${first}**${others.length === 0 ? '' : ` ${others.join(' ')}`}`,
    valuesTable(study),
    // Pictures come with the end of a run.
    ...(figure === undefined || run.soFar !== undefined
      ? []
      : [pictureLink(run, notePath, figure.id, `${figure.title}, ${study.subject}`)]),
    provenance(study, run),
  ].join('\n\n');
}

/** The values alone, and where they come from. */
export function formatStudyTable(study: StudyResult, run: RunResult): string {
  return [valuesTable(study), provenance(study, run)].join('\n\n');
}

/** A row a value; Markdown. */
function valuesTable({ values }: StudyResult): string {
  const level = commonLevel(values);
  return markdownTable([
    ['Quantity', 'Value', level === undefined ? 'Interval' : `${formatLevel(level)} interval`, 'Interval by'],
    ['---', '---:', '---', '---'],
    ...values.map((value) => {
      const cells = studyValueCells(value, level, quantityText);
      return [value.name, cells.value, cells.interval, value.interval === null ? '' : value.intervalMethod];
    }),
  ]);
}

function provenance(study: StudyResult, run: RunResult): string {
  const facts = study.facts.slice(0, mostFacts).map(({ name, value }) => `${name} ${value}`);
  return provenanceLine(run, study.subject, inlineText([study.experiment, ...facts].join(', ')));
}
