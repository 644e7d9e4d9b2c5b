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

    def step(self, x, labels):
        n, h, o = self.inputs, self.hidden, self.outputs
        theta = self.base + np.matmul(self.a, self.z[:, :, None])[:, :, 0]
        r = len(theta)
        w1 = theta[:, : n * h].reshape(r, n, h)
        b1 = theta[:, n * h : n * h + h]
        w2 = theta[:, n * h + h : n * h + h + h * o].reshape(r, h, o)
        b2 = theta[:, -o:]
        hidden = np.maximum(np.matmul(x, w1) + b1[:, None], 0)
        logits = np.matmul(hidden, w2) + b2[:, None]
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


def step_ms(widths, dimension, count, batch, steps, rng, processor_time=False):
    net = Batched(widths, dimension, count, rng)
    x = rng.standard_normal((batch, widths[0]), dtype=np.float32)
    labels = rng.integers(0, 10, batch)
    net.step(x, labels)
    times = []
    cpu = time.process_time()
    for _ in range(5 * steps):
        start = time.perf_counter()
        net.step(x, labels)
        times.append(time.perf_counter() - start)
    cpu = (time.process_time() - cpu) / (5 * steps)
    return 1000 * (cpu if processor_time else min(times))


def main():
    options = json.loads(sys.argv[1])
    batch = options["batch"]
    rng = np.random.default_rng(1)
    steps = options["epochs"] * -(-options["rows"] // batch)
    print(
        json.dumps(
            {
                "64-32-10 50": step_ms([64, 32, 10], 50, 32, batch, 20, rng) / 32,
                "784-64-10 200": step_ms([784, 64, 10], 200, 1, batch, 20, rng),
                "784-64-10 2048": step_ms([784, 64, 10], 2048, 1, batch, 4, rng),
                "diagram": sum(
                    steps * step_ms([64, 32, 10], d, options["seeds"], batch, 10, rng, True)
                    for d in options["dimensions"]
                ),
            }
        )
    )


main()
