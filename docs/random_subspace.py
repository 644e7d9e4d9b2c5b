"""Trains a network in a random subspace: parameters as JSON on standard input, metrics as JSON lines on standard output."""
import json, sys, torch
from torch.nn.functional import cross_entropy, normalize

given = json.load(sys.stdin)  # {"d": 64, "seed": 12345, "data": "data/digits.csv", "epochs": 50, "rate": 0.05}
torch.manual_seed(given["seed"])
rows = torch.tensor([[float(cell) for cell in line.split(",")] for line in open(given["data"]).readlines()[1:]])
rows, test = rows[torch.randperm(len(rows))], len(rows) // 5
x, y = (rows[:, :-1] - rows[:, :-1].mean()) / rows[:, :-1].std(), rows[:, -1].long()
model = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10))
names, shapes = zip(*((name, weights.shape) for name, weights in model.named_parameters()))
start = torch.nn.utils.parameters_to_vector(model.parameters()).detach()
basis = None if given["d"] is None else normalize(torch.randn(len(start), given["d"]), dim=0)  # null: full space
z = torch.zeros(len(start) if basis is None else given["d"], requires_grad=True)
optimiser = torch.optim.Adam([z], lr=given["rate"] * (0.1 if basis is None else 1))

def outputs(inputs):
    parts = (start + (z if basis is None else basis @ z)).split([shape.numel() for shape in shapes])
    weights = {name: part.view(shape) for name, part, shape in zip(names, parts, shapes)}
    return torch.func.functional_call(model, weights, (inputs,))

for epoch in range(1, given["epochs"] + 1):
    for batch in torch.randperm(len(x) - test).split(128):
        optimiser.zero_grad()
        cross_entropy(outputs(x[test + batch]), y[test + batch]).backward()
        optimiser.step()
    accuracy = (outputs(x[:test]).argmax(1) == y[:test]).float().mean().item()
    print(json.dumps({"progress": epoch / given["epochs"], "epoch": epoch, "accuracy": accuracy}))
