/** `npm run check`: formatting, types, lint and the tests that need no editor. */
import { runMain, say } from './report';
import { staticChecksAndUnitTests, summary } from './suite';

runMain(async () => {
  const outcome = await staticChecksAndUnitTests({ slow: false });
  say(summary(outcome));
  return outcome.failed === 0 ? 0 : 1;
});
