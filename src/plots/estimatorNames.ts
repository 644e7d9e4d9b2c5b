/** Estimators as papers write them; keys stay as users write them in a block. */
const names: Readonly<Record<string, string>> = {
  twonn: 'TwoNN',
  'twonn-ml': 'TwoNN (ML)',
  gride: 'Gride',
  mle: 'MLE',
  mom: 'MOM',
  mada: 'MADA',
  'mind-ml': 'MiND_ML',
  corrint: 'CorrInt',
  tle: 'TLE',
  ess: 'ESS',
  fishers: 'FisherS',
  danco: 'DANCo',
  pca: 'PCA',
  lpca: 'lPCA',
  'participation-ratio': 'Participation ratio',
  ph: 'PH dimension',
  i3d: 'I3D',
  hamming: 'Hamming',
  threshold: 'Measured d*',
  sharp: 'Sharp, D − δ(C)',
  published: 'Published width',
  gordon: 'Gordon’s bound',
};

export function estimatorName(id: string): string {
  return Object.hasOwn(names, id) ? (names[id] ?? id) : id;
}
