// Times the neighbour pass and the estimators beside their peers, then the reading of notes: `npm run bench`, with
// [-- --large] for 10,000 points of 784 coordinates, [-- --huge] for 60,000, [-- --estimators] for all estimators over
// one pass, [-- --curves] for the cost against the number of points and of coordinates, [-- --notes] for notes alone,
// [-- --gpu] for the pass on a GPU alone, [-- --training] for training alone.
import { allowRelaxedSimd } from '../src/adapters/relaxedSimd';
import { benchGpu } from './gpu';
import { benchNotes } from './notes';
import { benchNumbers } from './numbers';
import { benchTraining } from './training';

async function main(): Promise<void> {
  // As the programs of the product do.
  allowRelaxedSimd();
  const asked = (name: string): boolean => process.argv.includes(`--${name}`);
  if (asked('gpu')) return benchGpu();
  if (asked('training')) return benchTraining();
  if (!asked('notes')) {
    await benchNumbers({
      large: asked('large'),
      huge: asked('huge'),
      estimators: asked('estimators'),
      curves: asked('curves'),
    });
  }
  benchNotes();
}

void main();
