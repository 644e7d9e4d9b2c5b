/** A paper whose claim some kinds of experiment measure. */
export interface KindPaper {
  /** `Frankle and Carbin 2019`. */
  readonly cite: string;
  /** Its names in normal form, of the preprint and of what was published: `arxiv:1803.03635`, `doi:…` in lower case. */
  readonly keys: readonly string[];
  readonly experiments: readonly PaperExperiment[];
}

/** What to run for a paper. */
export interface PaperExperiment {
  readonly kind: string;
  /** Lines of the block after its kind, as a kind's own starter has them; that one where they are left out. */
  readonly lines?: readonly string[];
}

const network = ['data: {data}', 'label: label', 'model: mlp(in-32-out)'] as const;

/** Every paper that has an experiment of its own, each under all its names. */
export const kindPapers: readonly KindPaper[] = [
  {
    cite: 'Frankle and Carbin 2019',
    keys: ['arxiv:1803.03635'],
    experiments: [{ kind: 'lottery-ticket' }],
  },
  {
    cite: 'Zhang, Bengio and Singer 2019',
    keys: ['arxiv:1902.01996'],
    experiments: [{ kind: 'layer-criticality' }],
  },
  {
    cite: 'Liang, Poggio, Rakhlin and Stokes 2019',
    keys: ['arxiv:1711.01530'],
    experiments: [{ kind: 'fisher-rao' }],
  },
  {
    cite: 'Li, Farkhoor, Liu and Yosinski 2018',
    keys: ['arxiv:1804.08838'],
    experiments: [
      { kind: 'subspace-training', lines: [...network, 'target: accuracy >= 90 % of full'] },
      { kind: 'minimum-parameters' },
    ],
  },
  {
    cite: 'Larsen, Fort, Becker and Ganguli 2022',
    keys: ['arxiv:2107.05802'],
    experiments: [
      { kind: 'subspace-training', lines: [...network, 'target: accuracy >= 0.9', 'method: burn-in'] },
      { kind: 'gordon-bound', lines: network },
    ],
  },
  {
    cite: 'Ansuini, Laio, Macke and Zoccolan 2019',
    keys: ['arxiv:1905.12784'],
    experiments: [
      { kind: 'layer-dimension', lines: ['data: {data}', 'label: label', 'model: mlp(in-64-64-64-out)'] },
    ],
  },
  {
    cite: 'Facco, d’Errico, Rodriguez and Laio 2017',
    keys: ['arxiv:1803.06992', 'doi:10.1038/s41598-017-11873-y'],
    experiments: [
      { kind: 'intrinsic-dimension', lines: ['data: {data}', 'label: label', 'estimators: [twonn]'] },
    ],
  },
  {
    cite: 'Tishby, Pereira and Bialek 1999',
    keys: ['arxiv:physics/0004057'],
    experiments: [{ kind: 'information-plane', lines: ['data: {data}', 'keep: 0.9'] }],
  },
  {
    cite: 'Tishby and Zaslavsky 2015',
    keys: ['arxiv:1503.02406', 'doi:10.1109/itw.2015.7133169'],
    experiments: [{ kind: 'information-plane', lines: ['data: {data}', 'keep: 0.9'] }],
  },
  {
    cite: 'Kingma and Welling 2014',
    keys: ['arxiv:1312.6114'],
    experiments: [{ kind: 'gradient-variance' }],
  },
  {
    cite: 'Mohamed, Rosca, Figurnov and Mnih 2020',
    keys: ['arxiv:1906.10652'],
    experiments: [{ kind: 'gradient-variance' }],
  },
  {
    cite: 'Amelunxen, Lotz, McCoy and Tropp 2014',
    keys: ['arxiv:1303.6672', 'doi:10.1093/imaiai/iau005'],
    experiments: [{ kind: 'gordon-bound' }],
  },
];

/** What to run for the paper of these names, the nearest first; nothing for a paper without an experiment. */
export function experimentsOfPaper(keys: readonly string[]): readonly PaperExperiment[] {
  const known = new Set(keys.map((key) => key.toLowerCase()));
  return kindPapers.find((paper) => paper.keys.some((key) => known.has(key)))?.experiments ?? [];
}

/** The papers that a kind of experiment is about. */
export function papersOfKind(kind: string): readonly KindPaper[] {
  return kindPapers.filter(({ experiments }) => experiments.some((each) => each.kind === kind));
}
