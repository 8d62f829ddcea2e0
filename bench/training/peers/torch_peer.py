"""PyTorch's training: `python torch_peer.py MODEL BATCH STEPS [compile]`; see peer.ts. Needs PyTorch."""

import sys
import time

name, batch, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
compiled = "compile" in sys.argv[4:]
try:
    import torch
    from torch import nn
except ImportError as error:
    print(f"missing: {error}", flush=True)
    sys.exit(0)

CLASSES = 10


def convolutions(normalized):
    parts, channels = [], 1
    for filters in (32, 64):
        parts += [nn.Conv2d(channels, filters, 3), nn.ReLU()]
        parts += [nn.BatchNorm2d(filters)] if normalized else []
        parts += [nn.MaxPool2d(2)]
        channels = filters
    return nn.Sequential(*parts, nn.Flatten(), nn.Dropout(0.5), nn.Linear(64 * 5 * 5, CLASSES))


class Recurrent(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.cell = kind(16, 64, batch_first=True)
        self.head = nn.Linear(64, CLASSES)

    def forward(self, x):
        return self.head(self.cell(x)[0][:, -1])


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.enter = nn.Linear(16, 64)
        block = nn.TransformerEncoderLayer(64, 4, 128, dropout=0.0, batch_first=True)
        self.blocks = nn.TransformerEncoder(block, 2)
        self.head = nn.Linear(64, CLASSES)

    def forward(self, x):
        return self.head(self.blocks(self.enter(x)).mean(1))


MODELS = {
    "mlp": ((784,), lambda: nn.Sequential(
        nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, CLASSES))),
    "cnn": ((1, 28, 28), lambda: convolutions(False)),
    "cnn-bn": ((1, 28, 28), lambda: convolutions(True)),
    "lstm": ((50, 16), lambda: Recurrent(nn.LSTM)),
    "gru": ((50, 16), lambda: Recurrent(nn.GRU)),
    "long-lstm": ((200, 16), lambda: Recurrent(nn.LSTM)),
    "transformer": ((32, 16), Transformer),
}
shape, make = MODELS[name]
model = make()
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
loss_of = nn.CrossEntropyLoss()
x = torch.rand(batch * steps, *shape)
y = torch.arange(batch * steps) % CLASSES
forward = torch.compile(model) if compiled else model


def epoch():
    start = time.perf_counter()
    for step in range(steps):
        rows = slice(step * batch, (step + 1) * batch)
        optimizer.zero_grad()
        loss = loss_of(forward(x[rows]), y[rows])
        loss.backward()
        optimizer.step()
        loss.item()
    return (time.perf_counter() - start) / steps * 1000


epoch()
print("ready", flush=True)
for _ in sys.stdin:
    print(epoch(), flush=True)
