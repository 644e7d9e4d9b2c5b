/**
 * `npm run fuzz -- [--minutes 5] [--seed N] [--only name] [--size 5000000]`: runs every parser and edit function on
 * hostile notes, first of full size, then random ones until the time is up. Prints what broke with the seed to see it
 * again; exits with 1 if something did.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { hostileNote } from '../test/unit/properties/hostileNotes';
import { hostileShapes } from '../test/unit/properties/hostileShapes';
import { largestNote, sizeFault } from '../test/unit/properties/measure';
import { editFault, parserFault } from '../test/unit/properties/promises';
import { editMakers, parsers } from '../test/unit/properties/subjects';
import { runMain, say } from './report';

const runsAtOnce = 200;

runMain(async () => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
      size: { type: 'string', default: String(largestNote) },
      only: { type: 'string' },
    },
  });
  const isWanted = ({ name }: { readonly name: string }): boolean =>
    values.only === undefined || name === values.only;
  const faults: string[] = [];
  const report = (fault: string): void => {
    faults.push(fault);
    say(`FAULT ${fault}`);
  };
  for (const parser of parsers.filter(isWanted)) {
    const started = performance.now();
    for (const [shape, make] of Object.entries(hostileShapes)) {
      const fault = await sizeFault(parser, make, Number(values.size));
      if (fault !== undefined) report(`${parser.name} on ${shape}: ${fault}`);
    }
    say(`${parser.name}: all shapes in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  const end = Date.now() + 60_000 * Number(values.minutes);
  let seed = Number(values.seed);
  for (; Date.now() < end; seed++) {
    for (const parser of parsers.filter(isWanted)) {
      const property = fc.asyncProperty(hostileNote(200), async (note) => {
        const fault = await parserFault(parser, note);
        if (fault !== undefined) throw new Error(fault);
      });
      const { failed, counterexample, errorInstance } = await fc.check(property, {
        seed,
        numRuns: runsAtOnce,
      });
      if (failed)
        report(`${parser.name}, seed ${seed}: ${String(errorInstance)} on ${JSON.stringify(counterexample)}`);
    }
    for (const maker of editMakers.filter(isWanted)) {
      const property = fc.property(hostileNote(200), fc.nat(), (note, choice) => {
        const fault = editFault(maker, note, choice);
        if (fault !== undefined) throw new Error(fault);
      });
      const { failed, counterexample, errorInstance } = fc.check(property, { seed, numRuns: runsAtOnce });
      if (failed)
        report(`${maker.name}, seed ${seed}: ${String(errorInstance)} on ${JSON.stringify(counterexample)}`);
    }
  }
  say(faults.length === 0 ? `Nothing broke; the next seed is ${seed}.` : `${faults.length} faults.`);
  return faults.length === 0 ? 0 : 1;
});
