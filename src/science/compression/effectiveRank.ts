/**
 * The effective rank of Roy and Vetterli 2007: the exponential of the entropy of the singular values as shares of their sum.
 * Between 1 and the number of singular values above 0; 0 of a zero matrix.
 */
export function effectiveRank(singular: Float64Array): number {
  const total = singular.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return 0;
  const entropy = singular.reduce((sum, value) => {
    const share = value / total;
    return share > 0 ? sum - share * Math.log(share) : sum;
  }, 0);
  return Math.exp(entropy);
}

/** ‖A‖²_F / ‖A‖²₂: how many components as strong as the first the whole is worth. */
export function stableRank(singular: Float64Array): number {
  const first = singular[0] ?? 0;
  return first > 0 ? singular.reduce((sum, value) => sum + (value / first) ** 2, 0) : 0;
}
