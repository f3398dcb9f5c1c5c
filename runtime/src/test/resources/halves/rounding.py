"""Writes rounding.txt beside this file: floats, and what PyTorch 1.13.1 rounds them to as bfloat16 and float16, all in bits.

NaN is left out, because which of its patterns comes out is open.
"""
import pathlib
import random
import struct

import numpy
import torch


def bits(value):
    return struct.unpack("<I", struct.pack("<f", value))[0]


patterns = set()
# Around every power of two that either type has, and around the middle between two neighbours of each.
for exponent in range(-149, 128):
    start = bits(2.0**exponent)
    for bit in range(0, 23):
        for near in (-1, 0, 1):
            if exponent in (-149, -134, -133, -126, -125, -26, -25, -24, -15, -14, -13, 0, 1, 14, 15, 16, 127):
                patterns.add(start + (1 << bit) + near)
    patterns.update((start - 1, start, start + 1))
# The largest of each type, and where infinity begins.
for value in (65504.0, 65519.996, 65520.0, 65536.0, 3.3895314e38, 3.4028235e38, float("inf"), 0.0):
    patterns.update(bits(value) + near for near in (-1, 0, 1) if 0 <= bits(value) + near <= 0x7F800000)
generator = random.Random(1)
patterns.update(generator.getrandbits(31) for _ in range(500))
patterns = sorted(pattern for pattern in patterns if 0 <= pattern <= 0x7F800000)
patterns += [pattern | 0x80000000 for pattern in patterns]

floats = torch.from_numpy(numpy.array(patterns, dtype=numpy.uint32).view(numpy.float32).copy())
brains = floats.to(torch.bfloat16).view(torch.int16).numpy().view(numpy.uint16)
halves = floats.to(torch.float16).view(torch.int16).numpy().view(numpy.uint16)
lines = [f"{pattern:08x} {brain:04x} {half:04x}" for pattern, brain, half in zip(patterns, brains, halves)]
pathlib.Path(__file__).with_name("rounding.txt").write_text("\n".join(lines) + "\n")
