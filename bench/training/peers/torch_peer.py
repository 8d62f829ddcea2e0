"""PyTorch's training: `python torch_peer.py [compile]`; see peer-process.ts. Needs requirements.txt.

Each network is Keras's, written down as PyTorch writes it. A stride of 2 starts one pixel earlier than with Keras's
"same" padding, which changes no size and no time.
"""

import gc
import sys
import time

from serve import serve, threads, unable

compiled = "compile" in sys.argv[1:]
try:
    import numpy as np
    import torch
    from torch import nn
    from torch.nn import functional as F
except ImportError as error:
    unable(f"not installed: {error}")

torch.set_num_threads(threads)


def norm(features):
    """With Keras's settings."""
    return nn.BatchNorm2d(features, eps=1e-3, momentum=0.01)


def convolutions(normalized):
    parts, channels = [], 1
    for filters in (32, 64):
        parts += [nn.Conv2d(channels, filters, 3), nn.ReLU()]
        parts += [norm(filters)] if normalized else []
        parts += [nn.MaxPool2d(2)]
        channels = filters
    return nn.Sequential(*parts, nn.Flatten(), nn.Dropout(0.5), nn.Linear(64 * 5 * 5, 10))


class ResidualBlock(nn.Module):
    def __init__(self, channels, filters, stride):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, filters, 3, stride, 1, bias=False),
            norm(filters),
            nn.ReLU(),
            nn.Conv2d(filters, filters, 3, 1, 1, bias=False),
            norm(filters),
        )
        past = nn.Sequential(nn.Conv2d(channels, filters, 1, stride, bias=False), norm(filters))
        self.past = past if stride > 1 else nn.Identity()

    def forward(self, x):
        return F.relu(self.past(x) + self.body(x))


def residual():
    return nn.Sequential(
        nn.Conv2d(3, 16, 3, 1, 1, bias=False),
        norm(16),
        nn.ReLU(),
        ResidualBlock(16, 16, 1),
        ResidualBlock(16, 32, 2),
        ResidualBlock(32, 64, 2),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(64, 10),
    )


class Recurrent(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.cell = kind(16, 64, batch_first=True)
        if kind is nn.LSTM:
            # Keras's LSTM has one bias; its GRU has both, as PyTorch's.
            nn.init.zeros_(self.cell.bias_hh_l0)
            self.cell.bias_hh_l0.requires_grad_(False)
        self.head = nn.Linear(64, 10)

    def forward(self, x):
        return self.head(self.cell(x)[0][:, -1])


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.enter = nn.Linear(16, 64)
        block = nn.TransformerEncoderLayer(64, 4, 128, dropout=0.0, batch_first=True)
        self.blocks = nn.TransformerEncoder(block, 2, enable_nested_tensor=False)
        self.head = nn.Linear(64, 10)

    def forward(self, x):
        return self.head(self.blocks(self.enter(x)).mean(1))


class GptBlock(nn.Module):
    def __init__(self):
        super().__init__()
        self.before_attention, self.before_dense = nn.LayerNorm(128), nn.LayerNorm(128)
        self.projections, self.out = nn.Linear(128, 3 * 128), nn.Linear(128, 128)
        self.dense = nn.Sequential(nn.Linear(128, 512), nn.GELU(), nn.Linear(512, 128))

    def forward(self, x):
        batch, length, width = x.shape
        parts = self.projections(self.before_attention(x)).view(batch, length, 3, 4, 32).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(
            parts[0], parts[1], parts[2], dropout_p=0.1 if self.training else 0.0, is_causal=True
        )
        x = x + F.dropout(self.out(seen.transpose(1, 2).reshape(batch, length, width)), 0.1, self.training)
        return x + F.dropout(self.dense(self.before_dense(x)), 0.1, self.training)


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(98, 128)
        self.scale = nn.Parameter(torch.ones(128))
        self.places = nn.Parameter(torch.randn(128, 128) * 0.02)
        self.blocks = nn.Sequential(*(GptBlock() for _ in range(4)))
        self.last = nn.LayerNorm(128)
        self.head = nn.Linear(128, 98)

    def forward(self, x):
        # Classes come second for the loss.
        return self.head(self.last(self.blocks(self.words(x) * self.scale + self.places))).transpose(1, 2)


def dense(first, *sizes):
    parts = []
    for size in sizes:
        parts += [nn.Linear(first, size), nn.ReLU()]
        first = size
    return nn.Sequential(*parts, nn.Linear(first, 10))


MODELS = {
    "mlp": ((784,), lambda: dense(784, 256, 128)),
    "cnn": ((28, 28, 1), lambda: convolutions(False)),
    "cnn-bn": ((28, 28, 1), lambda: convolutions(True)),
    "residual": ((32, 32, 3), residual),
    "lstm": ((50, 16), lambda: Recurrent(nn.LSTM)),
    "gru": ((50, 16), lambda: Recurrent(nn.GRU)),
    "long-lstm": ((200, 16), lambda: Recurrent(nn.LSTM)),
    "transformer": ((32, 16), Transformer),
    "table": ((100,), lambda: dense(100, 2048, 1024)),
    "gpt": ((128,), Gpt),
}


def counted(model):
    """Weights as Keras counts them: moving averages are some, a bias that never changes is none."""
    averages = [buffer for buffer in model.buffers() if buffer.is_floating_point()]
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    return sum(tensor.numel() for tensor in weights + averages)


def load(request):
    gc.collect()
    torch.compiler.reset()
    shape, make = MODELS[request["model"]]
    words = request["model"] == "gpt"
    model = make()
    # The fused one is the fastest that PyTorch has.
    optimizer = torch.optim.Adam((w for w in model.parameters() if w.requires_grad), lr=0.001, fused=True)
    loss_of = nn.CrossEntropyLoss()
    count, batch = request["count"], request["batch"]
    x = torch.from_numpy(np.fromfile(request["features"], "int32" if words else "float32").reshape(count, *shape))
    if len(shape) == 3:
        x = x.permute(0, 3, 1, 2).contiguous()
    y = torch.from_numpy(np.fromfile(request["labels"], "int32").reshape(count, *((128,) if words else ()))).long()
    forward = torch.compile(model, dynamic=False) if compiled else model

    def train(steps):
        # Loss and accuracy of the epoch are kept, as in the others.
        losses, right = torch.zeros(()), torch.zeros((), dtype=torch.long)
        start = time.perf_counter()
        order = torch.randperm(steps * batch)
        for step in range(steps):
            rows = order[step * batch : (step + 1) * batch]
            target = y[rows]
            optimizer.zero_grad(set_to_none=True)
            outputs = forward(x[rows])
            loss = loss_of(outputs, target)
            loss.backward()
            optimizer.step()
            losses += loss.detach()
            right += (outputs.detach().argmax(1) == target).sum()
        losses.item()
        right.item()
        return (time.perf_counter() - start) / steps * 1000

    train(3)
    return counted(model), train


serve({"PyTorch": torch.__version__}, load)
