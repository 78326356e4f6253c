#!/usr/bin/env python3
"""Writes the ages and genders the Java estimator is compared with, for the faces that open-pack.jsonl lists.

make_age_gender.py AGE_GENDER_PT PHOTOS_FOLDER

Needs Debian's python3-torch and python3-opencv (run with /usr/bin/python3). Writes age-gender.jsonl beside this
script: one line a box with the photo, the box, the sum of the cut's bytes (zlib.crc32, rows of RGB), the age in
years and the probability of male. Boxes that reach beyond the picture come after those of the faces.
"""
import json
import os
import sys
import zlib

import cv2
import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
SIDE, SHARE = 112, 0.9
BEYOND = [
    ("people/robin-hale/portrait.jpg", [-40.0, -30.0, 150.0, 170.0]),
    ("people/sam-keller/portrait.jpg", [250.5, 200.25, 470.0, 520.75]),
    ("people/sam-keller/portrait.jpg", [-300.0, -300.0, 900.0, 900.0]),
    ("people/sam-keller/portrait.jpg", [600.0, 600.0, 700.0, 700.0]),
]


def cut(image, box):
    """The square about the box's centre with 0.9 of its longer side, corners rounded, black outside, 112 x 112."""
    x1, y1, x2, y2 = box
    side = SHARE * max(x2 - x1, y2 - y1)
    left, top = (x1 + x2) / 2 - side / 2, (y1 + y2) / 2 - side / 2
    x1, y1, x2, y2 = (int(np.rint(v)) for v in (left, top, left + side, top + side))
    height, width = image.shape[:2]
    out = np.zeros((max(1, y2 - y1), max(1, x2 - x1), 3), np.uint8)
    x, y, right, bottom = max(0, x1), max(0, y1), min(width, x2), min(height, y2)
    if right > x and bottom > y:
        out[y - y1:bottom - y1, x - x1:right - x1] = image[y:bottom, x:right]
    return out


def estimate(network, crop):
    with torch.no_grad():
        age, gender = network(torch.from_numpy(crop.astype(np.float32).transpose(2, 0, 1)[None].copy()))
    return float(age.reshape(-1)[0]), float(gender.reshape(-1)[0])


def main(weights, photos):
    torch.set_num_threads(1)
    network = torch.jit.load(weights).eval()
    boxes = [(line["file"], face["box"])
             for line in map(json.loads, open(os.path.join(HERE, "open-pack.jsonl"), encoding="utf-8"))
             for face in line["faces"]]
    with open(os.path.join(HERE, "age-gender.jsonl"), "w", encoding="utf-8") as lines:
        for file, box in boxes + BEYOND:
            image = cv2.imread(os.path.join(photos, file))[:, :, ::-1].copy()
            crop = cv2.resize(cut(image, box), (SIDE, SIDE))
            age, male = estimate(network, crop)
            lines.write(json.dumps({"file": file, "box": box, "cut": zlib.crc32(crop.tobytes()),
                                    "age": round(age, 4), "male": round(male, 6)}) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
