#!/usr/bin/env python3
"""Writes failing_embedder.pt beside this script: an embedder that the engine fails on where the face is light.

Needs Debian's python3-torch (run this with /usr/bin/python3). Of a face whose mean is above 0 it raises; else it gives
the means of 8 x 8 squares of each colour.
"""
import os

import torch


class FailingEmbedder(torch.nn.Module):
    def forward(self, face: torch.Tensor) -> torch.Tensor:
        if bool(face.mean() > 0):
            raise RuntimeError("made to fail")
        return torch.nn.functional.avg_pool2d(face, 14).flatten(1)


script = torch.jit.script(FailingEmbedder().eval())
script.save(os.path.join(os.path.dirname(os.path.abspath(__file__)), "failing_embedder.pt"))
