/** arXiv's archives, old ones too, as an expression: no path of a file begins like them by chance. */
export const arxivArchives =
  'acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|' +
  'econ|eess|funct-an|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|math|mtrl-th|nlin|nucl-(?:ex|th)|patt-sol|physics|' +
  'plasm-ph|q-alg|q-bio|q-fin|quant-ph|solv-int|stat|supr-con';
