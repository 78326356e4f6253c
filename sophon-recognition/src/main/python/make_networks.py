#!/usr/bin/env python3
"""Writes the networks of the open pack: ONNX, of the TorchScript files that they were converted to from what was published.

    make_networks.py FROM TO

FROM has mtcnn_pnet.pt, mtcnn_rnet.pt, mtcnn_onet.pt, mobilefacenet192_sirius.pt and age_gender_faceapi.pt. In those from
TFLite a PReLU is five steps, each over a whole map, and the padding before a layer is a step of its own whose size is
calculated at each call. A TorchScript file is a ZIP archive of its weights and of its program as text; of the program
each of these becomes one step first, which changes no weight and no answer, not by a bit. The padding is written for
the sizes that these networks are made for, which are even wherever a layer goes in steps of two.

Needs Debian's python3-torch (run with /usr/bin/python3). Prints what it replaced and by how much the answers to random
input differ, and ends with 1 if that is not what was expected.
"""
import io
import re
import sys
import zipfile
from pathlib import Path

import torch

NAME = r"(\w+)"
CONSTANT = r"(CONSTANTS\.c\d+)"


def lines(*patterns):
    return re.compile("".join(rf"    {pattern}\n" for pattern in patterns))


# max(x, 0) + slope * -max(-x, 0)
PRELU_OF_NEGATIONS = lines(
    rf"{NAME} = torch\.relu\({NAME}\)",
    rf"{NAME} = torch\.neg\(\2\)",
    rf"{NAME} = torch\.neg\(torch\.relu\(\3\)\)",
    rf"{NAME} = torch\.mul\({CONSTANT}, \4\)",
    rf"{NAME} = torch\.add\(\1, \5\)",
)
# max(x, 0) + half the slope * (x - |x|)
PRELU_OF_MAGNITUDES = lines(
    rf"{NAME} = torch\.relu\({NAME}\)",
    rf"{NAME} = torch\.abs\(\2\)",
    rf"{NAME} = torch\.sub\(\2, \3\)",
    rf"{NAME} = torch\.mul\({CONSTANT}, \4\)",
    rf"{NAME} = torch\.add\(\1, \5\)",
)
CALCULATED_PADDING = re.compile(
    rf"    {NAME} = ops\.prim\.NumToTensor\(torch\.size\({NAME}, 2\)\)\n"
    r"(?:    .*\n)*?"
    rf"    {NAME} = torch\.pad\(\2, {NAME}, \"constant\", (\S+)\)\n"
)
PADDED_POOL = lines(
    rf"{NAME} = torch\.pad\({NAME}, calculated, \"constant\", -3\.0000000000000001e\+38\)",
    rf"{NAME} = torch\.max_pool2d\(\1, \[3, 3\], \[2, 2\]\)",
)
PADDED_CONVOLUTION = lines(
    rf"{NAME} = torch\.pad\({NAME}, calculated, \"constant\", 0\.\)",
    rf"{NAME} = torch\._convolution\(\1, {CONSTANT}, {CONSTANT}, \[1, 1\], \[0, 0\], (.*)",
)
PADDING_OF_STEPS_OF_TWO = re.compile(r"calculated(, \"constant\", 0\.\)\n.*_convolution\(.*?, \[2, 2\], \[0, 0\])")

REPLACEMENTS = (
    (PRELU_OF_NEGATIONS, r"    \7 = torch.prelu(\2, torch.reshape(\6, [-1]))" "\n"),
    (PRELU_OF_MAGNITUDES, r"    \7 = torch.prelu(\2, torch.reshape(torch.mul(\6, 2), [-1]))" "\n"),
    (CALCULATED_PADDING, r'    \3 = torch.pad(\2, calculated, "constant", \5)' "\n"),
    (PADDED_POOL, r"    \3 = torch.max_pool2d(\2, [3, 3], [2, 2], [0, 0], [1, 1], True)" "\n"),
    (PADDED_CONVOLUTION, r"    \3 = torch._convolution(\2, \4, \5, [1, 1], [1, 1], \6" "\n"),
    (PADDING_OF_STEPS_OF_TWO, r"[0, 1, 0, 1]\1"),
)

# How often each of them is found; the shape of an input and its axes that may have any size; the names of the outputs.
NETWORKS = {
    "mtcnn_pnet": ([3, 0, 0, 0, 0, 0], (1, 3, 60, 50), {2: "width", 3: "height"}, ["scores", "deltas"]),
    "mtcnn_rnet": ([4, 0, 1, 1, 0, 0], (2, 3, 24, 24), {0: "n"}, ["scores", "deltas"]),
    "mtcnn_onet": ([5, 0, 1, 1, 0, 0], (2, 3, 48, 48), {0: "n"}, ["scores", "deltas", "points"]),
    "mobilefacenet192_sirius": ([0, 33, 17, 0, 13, 4], (2, 3, 112, 112), {0: "n"}, ["embedding"]),
    "age_gender_faceapi": ([0, 0, 0, 0, 0, 0], (2, 3, 112, 112), {0: "n"}, ["age", "gender"]),
}


def simplified(program):
    counts = []
    for pattern, replacement in REPLACEMENTS:
        program, count = pattern.subn(replacement, program)
        counts.append(count)
    return program, counts


def simplify(archive):
    """The archive with another program, and how often each replacement was made."""
    result = io.BytesIO()
    counts = None
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if re.search(r"/code/.*\.py$", entry.filename):
                program, counts = simplified(content.decode())
                content = program.encode()
            new.writestr(entry, content)
    result.seek(0)
    return result, counts


def difference(first, second, shape):
    """The largest between two networks' answers to random input."""
    torch.manual_seed(1)
    pictures = torch.randn(*shape)
    with torch.no_grad():
        answers = [network(pictures) for network in (first, second)]
    flat = [torch.cat([each.flatten() for each in (a if isinstance(a, tuple) else (a,))]) for a in answers]
    return (flat[0] - flat[1]).abs().max().item()


def main():
    source, target = map(Path, sys.argv[1:])
    for name, (expected, shape, axes, outputs) in NETWORKS.items():
        original = source / f"{name}.pt"
        archive, counts = simplify(original)
        network = torch.jit.load(archive if any(counts) else str(original)).eval()
        differs = difference(torch.jit.load(str(original)).eval(), network, shape)
        print(f"{name}: replaced {counts}, answers differ by {differs}")
        if counts != expected or differs != 0:
            sys.exit(f"{name}: expected to replace {expected} and answers that differ by 0")
        torch.onnx.export(
            network,
            torch.randn(*shape),
            str(target / f"{name}.onnx"),
            input_names=["input"],
            output_names=outputs,
            dynamic_axes={each: axes for each in ["input", *outputs]},
            opset_version=13,
        )


if __name__ == "__main__":
    main()
