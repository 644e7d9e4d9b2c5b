# One random subspace of a round well: how near to the bottom do d random directions of 200 lead?
import json, random, sys

given = json.load(sys.stdin)
size, d = 200, given["d"]
draw = random.Random(given["seed"])
squares = [draw.gauss(0, 1) ** 2 for _ in range(size)]
missed = sum(squares[d:]) / sum(squares)
print(json.dumps({"loss": 0.5 * given["distance"] ** 2 * missed}))
