import { describe, expect, it } from 'vitest';
import { majorityClass, nearestCentroid, taught, untaught } from '../../../../bench/categorise/classifiers';
import { readLabelled, splitPapers } from '../../../../bench/categorise/labelled';
import {
  accuracy,
  answersOf,
  calibrationError,
  macroF1,
  mcNemar,
} from '../../../../bench/categorise/measures';
import { defaultTaxonomy } from '../../../../src/papers/categorise/defaultTaxonomy';

/** The split of docs/categorise.md. The model's settings were chosen on the train part alone. */
const split = splitPapers(readLabelled(), 1);
const centroid = answersOf(nearestCentroid, split);
const majority = answersOf(majorityClass, split);

describe('the labelled papers', () => {
  it('are many, each once, of every default category, most of them in the train part', () => {
    const all = readLabelled();
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ label }) => label))).toEqual(new Set(defaultTaxonomy.map(({ name }) => name)));
    expect(split.train.length + split.test.length).toBe(all.length);
    expect(split.test.length).toBe(Math.round(all.length / 3));
    const trained = new Set(split.train.map(({ id }) => id));
    expect(split.test.filter(({ id }) => trained.has(id))).toEqual([]);
  });
});

describe.each([
  ['with nothing but the taxonomy', untaught()],
  ['taught by the train part', taught()],
])('on the test part, %s', (_, classifier) => {
  const ours = answersOf(classifier, split);

  it('beats the majority class and the nearest TF-IDF centroid by far more than chance', () => {
    expect(accuracy(ours)).toBeGreaterThan(accuracy(majority) + 0.5);
    expect(accuracy(ours)).toBeGreaterThan(accuracy(centroid) + 0.1);
    expect(macroF1(ours)).toBeGreaterThan(macroF1(centroid) + 0.1);
    expect(mcNemar(ours, centroid)).toBeLessThan(0.01);
  });

  it('means what it says about its confidence', () => {
    expect(calibrationError(ours)).toBeLessThan(0.15);
    const sure = ours.filter(({ probability }) => probability >= 0.8);
    expect(sure.length).toBeGreaterThan(ours.length / 4);
    expect(accuracy(sure)).toBeGreaterThan(0.8);
  });
});
