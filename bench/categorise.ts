// How often the suggested category is the one we say, beside two baselines: the tables of docs/categorise.md.
// `npm run bench:categorise [-- --tune]`; `--tune` prints the cross-validation that the settings were chosen by.
import { Categoriser, defaultModel } from '../src/papers/categorise/categoriser';
import { defaultTaxonomy } from '../src/papers/categorise/defaultTaxonomy';
import {
  majorityClass,
  naiveBayes,
  nearestCentroid,
  taught,
  untaught,
  type Classifier,
} from './categorise/classifiers';
import { foldsOf, readLabelled, splitPapers, type Given, type Split } from './categorise/labelled';
import {
  accuracy,
  answersOf,
  calibration,
  calibrationError,
  logLoss,
  macroF1,
  mcNemar,
  mean,
  wilson,
  type Answer,
} from './categorise/measures';

const splitSeed = 1;
const repeats = 20;
const givens: readonly Given[] = ['title, summary and arXiv category', 'title and summary', 'title alone'];
const classifiers: readonly (readonly [string, Classifier])[] = [
  ['majority class', majorityClass],
  ['nearest TF-IDF centroid', nearestCentroid],
  ['taxonomy alone', untaught()],
  ['taxonomy, taught by the train part', taught()],
];
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function main(): void {
  const papers = readLabelled();
  const fixed = splitPapers(papers, splitSeed);
  console.log(`${papers.length} papers, ${new Set(papers.map(({ label }) => label)).size} categories;`);
  console.log(`train ${fixed.train.length}, test ${fixed.test.length} (seed ${splitSeed})`);
  if (process.argv.includes('--tune')) return tune(fixed);
  for (const given of givens) printTable(given);
  const ours = answersOf(taught(), fixed);
  printConfidence('taxonomy alone', answersOf(untaught(), fixed));
  printConfidence('taught', ours);
  printByCategory(ours);
  printSpeed();
}

function printTable(given: Given): void {
  const papers = readLabelled(given);
  const fixed = splitPapers(papers, splitSeed);
  const splits = Array.from({ length: repeats }, (_, at) => splitPapers(papers, 100 + at));
  const centroid = answersOf(nearestCentroid, fixed);
  console.log(`\n### Given ${given}\n`);
  console.log('| | test accuracy (95 %) | macro F1 | p against the centroid | accuracy over 20 splits |');
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const [name, classifier] of classifiers) {
    const answers = answersOf(classifier, fixed);
    const [low, high] = wilson(accuracy(answers), answers.length);
    const p = classifier === nearestCentroid ? '' : mcNemar(answers, centroid).toExponential(0);
    const shares = splits.map((split) => accuracy(answersOf(classifier, split)));
    const spread = Math.sqrt(
      mean(shares.map((share) => (share - mean(shares)) ** 2)) * (repeats / (repeats - 1)),
    );
    console.log(
      `| ${name} | ${percent(accuracy(answers))} (${percent(low)} to ${percent(high)}) | ${macroF1(answers).toFixed(2)} | ` +
        `${p} | ${percent(mean(shares))} ± ${percent(spread)} |`,
    );
  }
}

function printConfidence(name: string, answers: readonly Answer[]): void {
  console.log(`\n### What is said of confidence, ${name}\n`);
  console.log('| probability | papers | stated | right |\n| --- | ---: | ---: | ---: |');
  const names = ['cannot tell', 'low', 'medium', 'high'];
  for (const [at, bin] of calibration(answers, [0, defaultModel.least, 0.5, 0.8]).entries()) {
    console.log(
      `| ${names[at]}, from ${bin.from} | ${bin.count} | ${percent(bin.stated)} | ${percent(bin.right)} |`,
    );
  }
  console.log(`\nexpected calibration error ${calibrationError(answers).toFixed(3)} (ten bins)`);
}

function printByCategory(answers: readonly Answer[]): void {
  console.log('\n### By category, and what else was said\n');
  console.log('| category | right | said instead |\n| --- | ---: | --- |');
  for (const { name } of defaultTaxonomy) {
    const own = answers.filter(({ truth }) => truth === name);
    const wrong = own.filter(({ label }) => label !== name).map(({ label }) => label);
    const counts = [...new Set(wrong)].map(
      (label) => `${label} ${wrong.filter((other) => other === label).length}`,
    );
    console.log(`| ${name} | ${own.length - wrong.length} of ${own.length} | ${counts.join(', ')} |`);
  }
}

function printSpeed(): void {
  const papers = readLabelled();
  const started = performance.now();
  const categoriser = new Categoriser(
    defaultTaxonomy,
    papers.map(({ paper, label }) => ({ paper, category: label })),
  );
  const made = performance.now();
  for (const { paper } of papers) categoriser.categorise(paper);
  const done = performance.now();
  console.log(
    `\nlearning from ${papers.length} papers ${(made - started).toFixed(0)} ms; ` +
      `${((done - made) / papers.length).toFixed(2)} ms a paper`,
  );
}

/** Five-fold cross-validation within the train part; the test part is not looked at. */
function tune({ train }: Split): void {
  const folds = foldsOf(train, 5, 7);
  const score = (name: string, classifier: Classifier): void => {
    const answers = folds.flatMap((fold) => answersOf(classifier, fold));
    console.log(
      `| ${name} | ${percent(accuracy(answers))} | ${macroF1(answers).toFixed(3)} | ${logLoss(answers).toFixed(3)} |`,
    );
  };
  console.log('\n| settings | accuracy | macro F1 | log loss |\n| --- | ---: | ---: | ---: |');
  score('nearest TF-IDF centroid', nearestCentroid);
  for (const smoothing of [0.03, 0.1, 0.3]) {
    for (const seeds of [0.3, 1, 3]) {
      score(`naive Bayes, smoothing ${smoothing}, seeds ${seeds}`, naiveBayes(smoothing, seeds, 5));
    }
  }
  for (const keywordScale of [1, 1.5, 2]) {
    for (const arxivScale of [0.7, 1.1, 1.5, 3]) {
      for (const ridge of [0.01, 0.03, 0.1]) {
        for (const seedWeight of [0, 1, 3]) {
          const model = { ...defaultModel, keywordScale, arxivScale, ridge, seedWeight };
          const name = `keywords ${keywordScale}, arXiv ${arxivScale}, ridge ${ridge}, seeds ${seedWeight}`;
          score(`taxonomy alone, ${name}`, untaught(model));
          score(`taught, ${name}`, taught(model));
        }
      }
    }
  }
}

main();
