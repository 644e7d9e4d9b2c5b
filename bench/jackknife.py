"""By how much the delete-a-group jackknife overstates the standard error of estimates from nearest neighbours.

The excess of src/science/estimators (jackknifeExcess) was measured with this: for each statistic, the root mean
square of the jackknife's standard error over the standard deviation of the estimates of many samples; and, after
the slash, the same for a jackknife that takes the points for independent.

Needs numpy. Takes some ten minutes.
"""

import numpy as np

GROUPS = 50
SAMPLES_WITH_JACKKNIFE = 25


def neighbours(points, k):
    squares = (points * points).sum(1)
    distances = squares[:, None] + squares[None] - 2 * points @ points.T
    np.fill_diagonal(distances, np.inf)
    indices = np.argpartition(distances, k, axis=1)[:, :k]
    found = np.take_along_axis(distances, indices, 1)
    order = np.argsort(found, 1)
    found = np.take_along_axis(found, order, 1)
    return np.sqrt(np.maximum(found, 1e-300)), np.take_along_axis(indices, order, 1)


def sample(manifold, n, d, rng):
    if manifold == "gauss":
        return rng.normal(size=(n, d))
    points = rng.normal(size=(n, d + 1))
    return points / np.linalg.norm(points, axis=1, keepdims=True)


def two_nn(r):
    n = len(r)
    kept = int(0.9 * n)
    x = np.sort(np.log(r[:, 1] / r[:, 0]))[:kept]
    y = -np.log(1 - np.arange(1, kept + 1) / n)
    return (x * y).sum() / (x * x).sum()


def inverse(r, k):
    return np.log(r[:, k - 1 : k] / r[:, : k - 1]).sum(1) / (k - 1)


def gride(r, n1, n2):
    logs = np.log(r[:, n2 - 1] / r[:, n1 - 1])
    d = 4.0
    for _ in range(100):
        t = np.maximum(d * logs, 1e-12)
        e = -np.expm1(-t)
        value = ((n2 - 1) * t - (n2 - n1 - 1) * t / e).sum() - (len(logs) - 1)
        slope = ((n2 - 1) * logs - (n2 - n1 - 1) * logs * (e - t * np.exp(-t)) / e**2).sum()
        following = d - value / slope
        following = d / 2 if following <= 0 else following
        if abs(following - d) < 1e-10 * d:
            break
        d = following
    return d


STATISTICS = {"twonn": (2, two_nn)}
for k in (3, 5, 10, 20, 50):
    STATISTICS[f"mle{k}"] = (k, lambda r, k=k: 1 / inverse(r, k).mean())
STATISTICS["mean20"] = (20, lambda r: (1 / inverse(r, 20)).mean())
STATISTICS["median20"] = (20, lambda r: np.median(1 / inverse(r, 20)))
for rank in (1, 2, 4, 8, 16, 32):
    STATISTICS[f"gride{rank}"] = (2 * rank, lambda r, n1=rank: gride(r, n1, 2 * n1))


def jackknife(estimates):
    estimates = np.array(estimates)
    return (GROUPS - 1) / GROUPS * ((estimates - estimates.mean()) ** 2).sum()


def deleting_groups(r, indices, k, statistic, rng):
    """Variances by taking groups out: with the neighbours found anew, and with them as they were."""
    group = rng.permutation(len(r)) % GROUPS
    of_neighbours = group[indices]
    anew, same = [], []
    for g in range(GROUPS):
        kept = group != g
        alive = of_neighbours[kept] != g
        first = alive & (np.cumsum(alive, 1) <= k)
        enough = first.sum(1) == k
        anew.append(statistic(r[kept][enough][first[enough]].reshape(-1, k)))
        same.append(statistic(r[kept][:, :k]))
    return jackknife(anew), jackknife(same)


def main():
    cases = [("gauss", 1, 200, 300), ("sphere", 2, 200, 300), ("sphere", 5, 200, 300), ("sphere", 10, 200, 300)]
    cases += [("gauss", d, 1000, 150) for d in (2, 5, 10, 20)] + [("sphere", d, 1000, 150) for d in (5, 20)]
    for manifold, d, n, samples in cases:
        rng = np.random.default_rng(7)
        estimates = {name: [] for name in STATISTICS}
        variances = {name: [] for name in STATISTICS}
        for s in range(samples):
            r, indices = neighbours(sample(manifold, n, d, rng), min(n - 1, 76))
            for name, (k, statistic) in STATISTICS.items():
                estimates[name].append(statistic(r[:, :k]))
                if s < SAMPLES_WITH_JACKKNIFE:
                    known = min(n - 1, k + 4 + -(-k // 10))
                    variances[name].append(deleting_groups(r[:, :known], indices[:, :known], k, statistic, rng))
        cells = []
        for name in STATISTICS:
            anew, same = np.sqrt(np.mean(variances[name], 0) / np.var(estimates[name]))
            cells.append(f"{name} {anew:.2f}/{same:.2f}")
        print(manifold, f"d={d} n={n}:", ", ".join(cells), flush=True)


main()
