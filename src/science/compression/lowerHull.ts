interface Place {
  readonly rate: number;
  readonly error: number;
}

/**
 * The points no mixture of two others is below, by ascending rate and falling error: the lower left of the convex hull. Between
 * two of them a part of the data can be stored by the one and the rest by the other.
 */
export function lowerHull<Point extends Place>(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.rate - b.rate || a.error - b.error);
  const hull: Point[] = [];
  for (const point of sorted) {
    const last = hull.at(-1);
    // A dearer point must be better.
    if (last !== undefined && point.error >= last.error) continue;
    while (hull.length > 1 && !turnsUp(hull.at(-2) as Point, hull.at(-1) as Point, point)) hull.pop();
    hull.push(point);
  }
  return hull;
}

/** The least rate on the hull at which the error is within the given one; undefined where none is. */
export function rateOnHull(hull: readonly Place[], error: number): number | undefined {
  const at = hull.findIndex((point) => point.error <= error);
  const [before, after] = [hull[at - 1], hull[at]];
  if (after === undefined) return undefined;
  if (before === undefined) return after.rate;
  return after.rate + ((error - after.error) / (before.error - after.error)) * (before.rate - after.rate);
}

function turnsUp(a: Place, b: Place, c: Place): boolean {
  return (b.rate - a.rate) * (c.error - a.error) - (b.error - a.error) * (c.rate - a.rate) > 0;
}
