"""Training in subspaces by NumPy, the replicas of a dimension batched: milliseconds by name, as JSON."""

import json
import sys
import time

import numpy as np


class Batched:
    """`count` replicas of a ReLU network of one hidden layer, each in a dense subspace of its own, by Adam."""

    def __init__(self, widths, dimension, count, rng):
        self.inputs, self.hidden, self.outputs = widths
        self.size = self.inputs * self.hidden + self.hidden + self.hidden * self.outputs + self.outputs
        self.base = rng.standard_normal((count, self.size), dtype=np.float32) * 0.1
        a = rng.standard_normal((count, self.size, dimension), dtype=np.float32)
        self.a = a / np.sqrt((a * a).sum(axis=1, keepdims=True))
        self.at = np.ascontiguousarray(self.a.transpose(0, 2, 1))
        self.z = np.zeros((count, dimension), np.float32)
        self.m = np.zeros_like(self.z)
        self.v = np.zeros_like(self.z)
        self.t = 0

    def forward(self, x):
        n, h, o = self.inputs, self.hidden, self.outputs
        theta = self.base + np.matmul(self.a, self.z[:, :, None])[:, :, 0]
        r = len(theta)
        w1 = theta[:, : n * h].reshape(r, n, h)
        b1 = theta[:, n * h : n * h + h]
        w2 = theta[:, n * h + h : n * h + h + h * o].reshape(r, h, o)
        b2 = theta[:, -o:]
        hidden = np.maximum(np.matmul(x, w1) + b1[:, None], 0)
        return hidden, np.matmul(hidden, w2) + b2[:, None], w2

    def accuracy(self, x, labels):
        return (self.forward(x)[1].argmax(axis=2) == labels).mean(axis=1)

    def step(self, x, labels):
        hidden, logits, w2 = self.forward(x)
        r = len(hidden)
        e = np.exp(logits - logits.max(axis=2, keepdims=True))
        delta = e / e.sum(axis=2, keepdims=True)
        delta[:, np.arange(len(labels)), labels] -= 1
        delta /= len(labels)
        back = np.matmul(delta, w2.transpose(0, 2, 1)) * (hidden > 0)
        g = np.concatenate(
            [
                np.matmul(x.T, back).reshape(r, -1),
                back.sum(axis=1),
                np.matmul(hidden.transpose(0, 2, 1), delta).reshape(r, -1),
                delta.sum(axis=1),
            ],
            axis=1,
        )
        gz = np.matmul(self.at, g[:, :, None])[:, :, 0]
        self.t += 1
        self.m = 0.9 * self.m + 0.1 * gz
        self.v = 0.999 * self.v + 0.001 * gz * gz
        mean = self.m / (1 - 0.9**self.t)
        self.z -= 0.05 * mean / (np.sqrt(self.v / (1 - 0.999**self.t)) + 1e-8)


def step_ms(widths, dimension, count, batch, steps, rng):
    net = Batched(widths, dimension, count, rng)
    x = rng.standard_normal((batch, widths[0]), dtype=np.float32)
    labels = rng.integers(0, 10, batch)
    net.step(x, labels)
    times = []
    for _ in range(5 * steps):
        start = time.perf_counter()
        net.step(x, labels)
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def diagram(options, rng):
    """
    The whole experiment; the replicas of a dimension share their batches, which spares gathering for each. Gives
    processor and wall seconds of each dimension.
    """
    rows, batch = options["rows"], options["batch"]
    x = rng.standard_normal((rows, 64), dtype=np.float32)
    labels = rng.integers(0, 10, rows)
    taken = []
    for dimension in options["dimensions"]:
        cpu, clock = time.process_time(), time.perf_counter()
        net = Batched([64, 32, 10], dimension, options["seeds"], rng)
        for _ in range(options["epochs"]):
            order = rng.permutation(rows)
            for first in range(0, rows, batch):
                chosen = order[first : first + batch]
                net.step(x[chosen], labels[chosen])
            net.accuracy(x[: options["test"]], labels[: options["test"]])
        taken.append((time.process_time() - cpu, time.perf_counter() - clock))
    return taken


def least(times, work):
    """
    The sum over the dimensions of the least processor time of several runs, which is what a dimension takes where
    nothing else has the core and its caches; and the least time by the clock of a run; in ms.
    """
    runs = [work() for _ in range(times)]
    return {
        "diagram, processor": 1000 * sum(min(cpu for cpu, _ in each) for each in zip(*runs)),
        "diagram, clock": 1000 * min(sum(clock for _, clock in run) for run in runs),
    }


def main():
    options = json.loads(sys.argv[1])
    batch = options["batch"]
    rng = np.random.default_rng(1)
    found = least(options["times"], lambda: diagram(options, rng))
    if options["steps"]:
        found["64-32-10 50"] = step_ms([64, 32, 10], 50, 32, batch, 20, rng) / 32
        found["784-64-10 200"] = step_ms([784, 64, 10], 200, 1, batch, 20, rng)
        found["784-64-10 2048"] = step_ms([784, 64, 10], 2048, 1, batch, 4, rng)
    print(json.dumps(found))


main()
