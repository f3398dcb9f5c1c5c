"""Writes activations.txt and reductions.txt beside this file: what PyTorch 1.13.1 computes in float32 at the edges.

Each activation is applied to tensors of several lengths, because PyTorch has code for single elements and for vectors of
them. Where these contradict each other in more than rounding, both results are there, that for single elements first.
"""
import pathlib

import numpy
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
NAN, INF = float("nan"), float("inf")
LARGEST, NORMAL, SMALLEST = 3.4028234663852886e38, 1.1754943508222875e-38, 1.401298464324817e-45


def beside(*points):
    """Each number, and the floats next to it."""
    rounded = [numpy.float32(point) for point in points]
    return [float(near) for x in rounded for near in (numpy.nextafter(x, -numpy.float32(INF)), x, numpy.nextafter(x, numpy.float32(INF)))]


def signed(*points):
    return [sign * point for point in points for sign in (1.0, -1.0)]


POINTS = ([NAN] + signed(0.0, INF, LARGEST, NORMAL, SMALLEST, 1e-40, 1e-20, 1e-10, 1e20, 0.5, 2.0, 9.0, 88.0, 89.0, 104.0)
          + beside(-3, -1, 1, 3, 6, 20) + [6.6666665, 6.666667])
INCOMING = [1.0, NAN]

ACTIVATIONS = {
    "relu": F.relu,
    "relu6": F.relu6,
    "hardtanh": F.hardtanh,
    "hardsigmoid": F.hardsigmoid,
    "hardswish": F.hardswish,
    "leaky_relu": F.leaky_relu,
    "leaky_relu(negative_slope = 0)": lambda x: F.leaky_relu(x, 0.0),
    "leaky_relu(negative_slope = -0.5)": lambda x: F.leaky_relu(x, -0.5),
    "prelu": lambda x: F.prelu(x, torch.tensor([0.25])),
    "elu": F.elu,
    "elu(alpha = 0.5)": lambda x: F.elu(x, 0.5),
    "selu": F.selu,
    "gelu": F.gelu,
    'gelu(approximate = "tanh")': lambda x: F.gelu(x, approximate="tanh"),
    "silu": F.silu,
    "mish": F.mish,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softplus": F.softplus,
    "softplus(beta = 3)": lambda x: F.softplus(x, 3.0),
    "softsign": F.softsign,
    "logsigmoid": F.logsigmoid,
}

ROWS = [
    [-0.0, 0.0, 0.0, -0.0], [-0.0, -0.0, -0.0, -0.0], [0.0, 0.0, 0.0, 0.0], [-1.0, -0.0, -0.0, -1.0],
    [NAN, 1.0, 2.0, NAN], [NAN, NAN, 1.0, 1.0], [INF, NAN, NAN, -INF], [INF, -INF, 1.0, 2.0], [-INF, -INF, -INF, -INF],
    [INF, INF, 1.0, 1.0], [-INF, 1.0, 1.0, -INF], [LARGEST, LARGEST, -LARGEST, -LARGEST], [LARGEST, -LARGEST, 1.0, -1.0],
    [SMALLEST, SMALLEST, -SMALLEST, -SMALLEST], [SMALLEST, -SMALLEST, 0.0, -0.0], [1e-40, 3e-40, -1e-40, 0.0],
    [2.0, 2.0, 2.0, 2.0], [1.0, 2.0, 2.0, 1.0], [-2.0, -1.0, -1.0, -2.0], [100.0, -100.0, 1e4, -1e4],
]

REDUCTIONS = {
    "maxpool1d(2)": lambda x: F.max_pool1d(x, 2),
    "avgpool1d(2)": lambda x: F.avg_pool1d(x, 2),
    "adaptive_avgpool1d(2)": lambda x: F.adaptive_avg_pool1d(x, 2),
    "adaptive_avgpool1d(3)": lambda x: F.adaptive_avg_pool1d(x, 3),
    "global_maxpool1d": lambda x: F.adaptive_max_pool1d(x, 1),
    "global_avgpool1d": lambda x: F.adaptive_avg_pool1d(x, 1),
    "maxpool2d([1, 2])": lambda x: F.max_pool2d(x[:, :, None], (1, 2)),
    "avgpool2d([1, 2])": lambda x: F.avg_pool2d(x[:, :, None], (1, 2)),
    "maxpool2d([1, 3], stride = 2, padding = [0, 1])": lambda x: F.max_pool2d(x[:, :, None], (1, 3), 2, (0, 1)),
    "avgpool2d([1, 3], stride = 2, padding = [0, 1])": lambda x: F.avg_pool2d(x[:, :, None], (1, 3), 2, (0, 1)),
    "relu; maxpool1d(2)": lambda x: F.max_pool1d(F.relu(x), 2),
    "max(dim = -1)": lambda x: x.max(dim=-1)[0],
    "sum(dim = -1)": lambda x: x.sum(-1),
    "mean(dim = -1)": lambda x: x.mean(-1),
    "softmax": lambda x: torch.softmax(x, -1),
    "log_softmax": lambda x: torch.log_softmax(x, -1),
    "layernorm(affine = false)": lambda x: F.layer_norm(x, (4,)),
}


def text(x):
    if x != x:
        return "NaN"
    if abs(x) == INF:
        return "Infinity" if x > 0 else "-Infinity"
    return str(numpy.float32(x))


def differ(a, b):
    """In more than rounding."""
    if a != a or b != b or abs(a) == INF or abs(b) == INF or a == b:
        return text(a) != text(b)
    return abs(a - b) > 1e-4 * max(abs(a), abs(b), 1e-36)


def joined(results):
    single = results[0]
    others = [other for other in results if differ(single, other)]
    return text(single) + ("/" + text(others[0]) if others else "")


def activation(function, x):
    columns = []
    for length in (1, 7, 8, 16, 33):
        point = torch.full((length,), x, requires_grad=True)
        y = function(point)
        rows = [y.detach()]
        for incoming in INCOMING:
            point.grad = None
            y.backward(torch.full((length,), incoming), retain_graph=True)
            rows.append(point.grad)
        columns.extend([float(row[i]) for row in rows] for i in range(length))
    return [joined(row) for row in zip(*columns)]


def reduction(function, row):
    x = torch.tensor(row)[None, None, :].clone().requires_grad_(True)
    y = function(x)
    y.backward(torch.arange(1.0, 1.0 + y.numel()).reshape(y.shape))
    return y.detach().flatten().tolist(), x.grad.flatten().tolist()


def write(name, head, sections):
    lines = ["# Made by edges.py.", "# " + head]
    for layer, rows in sections:
        lines += ["", layer] + ["  " + " | ".join(" ".join(part) for part in row) for row in rows]
    (pathlib.Path(__file__).parent / name).write_text("\n".join(lines) + "\n")


write(
    "activations.txt",
    "x | y | x's gradient for a gradient of y of 1 | of NaN",
    [(name, [[[text(x)]] + [[column] for column in activation(f, x)] for x in POINTS]) for name, f in ACTIVATIONS.items()],
)
write(
    "reductions.txt",
    "a row | what the layer makes of it | the row's gradient for gradients of 1, 2 and so on",
    [
        (name, [[[text(v) for v in part] for part in (row, *reduction(f, row))] for row in ROWS])
        for name, f in REDUCTIONS.items()
    ],
)
