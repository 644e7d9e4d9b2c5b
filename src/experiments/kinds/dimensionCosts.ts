import type { DataMatrix } from '../../science/datasets/dataSet';
import { costOf, needsOf } from '../../science/estimators/estimateDimension';
import type { EstimatorSpec } from '../../science/estimators/estimatorSpec';

/** What each stage costs, roughly, in multiply-adds, so that progress tells the time. */
export function stageCosts(
  requests: readonly EstimatorSpec[],
  ranks: readonly number[],
  matrix: DataMatrix,
  distinct: DataMatrix,
): { k: number; neighbours: number; estimates: number; linear: number } {
  const n = distinct.rows;
  const needs = requests.map((request) => needsOf(request, n));
  const k = Math.max(0, ...needs.map(({ neighbours }) => neighbours), ...ranks.map((n1) => 2 * n1));
  const size = Math.min(matrix.rows, matrix.columns);
  return {
    k,
    neighbours: k > 0 ? n * n * Math.min(matrix.columns, 40) : 0,
    estimates:
      requests.reduce((sum, request) => sum + costOf(request, n, matrix.columns), 0) +
      ranks.reduce((sum, n1) => sum + scaleCost(n1, distinct), 0),
    linear: needs.some(({ spectrum: needed }) => needed)
      ? (matrix.rows * matrix.columns * size) / 2 + 2 * size ** 3
      : 0,
  };
}

/** Multiply-adds of one point of the scale curve. */
export function scaleCost(n1: number, { rows }: DataMatrix): number {
  return 50 * rows * (2 * n1 + 40);
}
