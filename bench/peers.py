"""Times what numpy and scikit-learn do for the steps of bench/numbers.ts; prints [milliseconds, processor milliseconds]
by step as JSON, the least of the repetitions.

A step whose library is missing gets a sentence that says so.
"""

import json
import sys
import time


def least(work, repetitions):
    wall = []
    spent = []
    for _ in range(repetitions):
        start, begun = time.perf_counter(), time.process_time()
        work()
        wall.append(1000 * (time.perf_counter() - start))
        spent.append(1000 * (time.process_time() - begun))
    return [min(wall), min(spent)]


def main():
    path, rows, columns, neighbours, repetitions = sys.argv[1], *map(int, sys.argv[2:6])
    try:
        import numpy as np
    except ImportError:
        reason = "no peer: numpy is not installed"
        print(json.dumps({"neighbours": reason, "spectrum": reason}))
        return
    points = np.fromfile(path, dtype=np.float32).reshape(rows, columns)
    result = {"spectrum": least(lambda: np.linalg.eigvalsh(np.cov(points, rowvar=False)), repetitions)}
    try:
        from sklearn.neighbors import NearestNeighbors
    except ImportError:
        result["neighbours"] = "no peer: scikit-learn is not installed"
    else:
        search = NearestNeighbors(n_neighbors=neighbours, algorithm="brute", n_jobs=-1)
        result["neighbours"] = least(lambda: search.fit(points).kneighbors(), repetitions)
    print(json.dumps(result))


main()
