import type { CurvatureKind } from '../../science/bounds/networkCurvature';
import type { NetworkWell } from '../../science/bounds/networkWell';
import { short } from './caseSummary';

export const curvatureTitles: Readonly<Record<CurvatureKind, string>> = {
  'gauss-newton': 'Gauss–Newton',
  hessian: 'Hessian',
};

/** How far the loss is from the quadratic that predictions are made of, as far as that tells against them. */
export function quadraticWarnings(kind: CurvatureKind, wells: readonly NetworkWell[]): string[] {
  const warnings: string[] = [];
  const scales = wells.map(({ scale }) => scale);
  const [low, high] = [Math.min(...scales), Math.max(...scales)];
  const name = curvatureTitles[kind];
  if (low < 0.5 || high > 2) {
    const trusted = Math.min(...wells.map((well) => well.trusted));
    warnings.push(
      `At the start the ${name} quadratic has ${low === high ? short(low) : `${short(low)} to ${short(high)}`} of the true rise of the loss, and it is within a fifth of it only up to ${short(trusted)} of the way: its predictions are those of a well that the loss is not. The scaled one allows for the rise alone.`,
    );
  }
  const negative = Math.max(...wells.map(({ wells: found }) => found.negative));
  if (negative > 0) {
    const least = Math.min(...wells.map(({ wells: found }) => found.least));
    warnings.push(
      `Up to ${short(100 * negative)} % of the ${name}’s eigenvalues are negative, the least about ${short(least)}: they are taken for 0, directions along which the well is flat.`,
    );
  }
  const slope = Math.max(...wells.map((well) => Math.abs(well.slope)));
  if (slope > 0.1)
    warnings.push(
      `Training has not ended at a minimum: along the way to the start the gradient adds up to ${short(slope)} of what the ${name}’s curvature does. More epochs, or a cosine schedule, bring it nearer; where the classes can be told apart without error there is no minimum at all.`,
    );
  return warnings;
}
