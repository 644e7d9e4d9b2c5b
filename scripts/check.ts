/** `npm run check`: formatting, types, lint and the tests that need no editor. */
import { runMain, say } from './report';
import { add, checkFormat, checkTypesAndLint, NOTHING, summary, unitTests } from './suite';

runMain(async () => {
  // The longest beside the others, for two cores.
  const parts = [checkTypesAndLint(), checkFormat(), unitTests({ slow: false })];
  const outcome = (await Promise.all(parts)).reduce(add, NOTHING);
  say(summary(outcome));
  return outcome.failed === 0 ? 0 : 1;
});
