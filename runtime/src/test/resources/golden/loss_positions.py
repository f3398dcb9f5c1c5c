"""Writes loss_positions.safetensors beside this file: what PyTorch 1.13.1 computes, in float64, for losses of classes at positions.

PyTorch has classes on the second axis, [N,C,L]; here they are on the last one, as in the file.
"""
import json
import pathlib
import struct

import torch
import torch.nn.functional as F

IGNORED = -100
SHAPES = {  # samples, axes of positions, classes
    "one": (4, [1], 5),
    "two": (3, [6], 2),
    "lanes15": (2, [7], 15),
    "lanes16": (2, [7], 16),
    "lanes17": (2, [7], 17),
    "lanes33": (1, [5], 33),
    "image": (2, [2, 3], 4),
}

file = {}


def channels_first(tensor):
    # PyTorch refuses the gradient of nll_loss at positions of two axes where logits are not in the order of memory.
    return tensor.double().movedim(-1, 1).contiguous()


def options(tensors, weights):
    return {"weight": tensors["weights"].double() if weights else None}


def entropy(weights=False, smoothing=0.0, targets="whole"):
    def loss(t):
        expected = channels_first(t[targets]) if targets == "probabilities" else t[targets].long()
        return F.cross_entropy(channels_first(t["logits"]), expected, label_smoothing=smoothing, **options(t, weights))

    return loss


def likelihood(weights=False, targets="whole"):
    return lambda t: F.nll_loss(channels_first(t["logits"]), t[targets].long(), **options(t, weights))


VARIANTS = {
    "plain": entropy(),
    "ignoring": entropy(targets="some"),
    "weighted": entropy(True),
    "smooth": entropy(smoothing=0.1),
    "smooth_ignoring": entropy(smoothing=0.3, targets="some"),
    "all": entropy(True, 0.1, "some"),
    "probabilities": entropy(True, 0.1, "probabilities"),
    "nll": likelihood(),
    "nll_all": likelihood(True, "some"),
}

random = torch.Generator().manual_seed(11)
for name, (n, axes, classes) in SHAPES.items():
    tensors = {
        "logits": 3 * torch.randn([n, *axes, classes], generator=random),
        "whole": torch.randint(0, classes, [n, *axes], generator=random, dtype=torch.int32),
        "weights": torch.arange(classes, dtype=torch.float32) % 4 * 0.75,
        "probabilities": torch.softmax(torch.randn([n, *axes, classes], generator=random), -1),
    }
    tensors["some"] = tensors["whole"].clone()
    tensors["some"].view(-1)[::3] = IGNORED  # many of the first sample, and of the others fewer or more
    tensors["some"].view(-1)[1] = 1  # of some weight
    tensors["whole"].view(-1)[1] = 1
    file.update({f"{name}.{key}": value for key, value in tensors.items()})
    for variant, loss in VARIANTS.items():
        logits = tensors["logits"].clone().requires_grad_()
        value = loss({**tensors, "logits": logits})
        value.backward()
        file[f"{name}.{variant}.loss"] = value.detach().float().reshape(1)
        file[f"{name}.{variant}.gradient"] = logits.grad

header, data = {"__metadata__": {"torch": torch.__version__}}, b""
for name, tensor in file.items():
    numbers = tensor.contiguous().numpy().tobytes()
    header[name] = {"dtype": {torch.float32: "F32", torch.int32: "I32"}[tensor.dtype], "shape": list(tensor.shape),
                    "data_offsets": [len(data), len(data) + len(numbers)]}
    data += numbers
text = json.dumps(header, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
pathlib.Path(__file__).with_suffix(".safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
