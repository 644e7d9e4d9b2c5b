import { capitalised } from '../../src/base/text';
import type { StudyResult } from '../../src/experiments/studyResult';
import { trainingFigure, trainingSetOf } from '../../src/results/trainingFigure';
import type { SectionView } from './sectionView';
import { curveTable } from './subspaceView';

/** How training went in the runs behind a point. @param chosen the key of their set; the first where it is none. */
export function viewTraining(study: StudyResult, chosen: string | undefined): readonly SectionView[] {
  const { training } = study;
  const set = trainingSetOf(study, chosen);
  if (training === undefined || set === undefined) return [];
  const names = new Map(training.sets.map(({ key, name }) => [key, name]));
  const count =
    set.count > set.runs.length ? ` Of ${set.count} runs the first ${set.runs.length} are drawn.` : '';
  return ([0, 1] as const).flatMap((place): SectionView[] => {
    const figure = trainingFigure(study, set.key, place);
    if (figure === undefined) return [];
    const leads = place === 0;
    return [
      {
        id: leads ? 'curves' : 'curve-scores',
        title: figure.title,
        what: `${figure.y.title} by ${training.clock}`,
        lead: leads
          ? `How training went. Choose other runs here, in the tables above, or by a point.${count}`
          : '',
        problems: [],
        choices: leads ? [...names.keys()] : [],
        choice: 'Runs',
        choiceName: (key) => names.get(key) ?? key,
        chosen: set.key,
        table: curveTable(figure.series, figure.title, capitalised(training.clock)),
      },
    ];
  });
}
