"""What torch makes of the bundled photos with the accurate pack's networks: accurate-pack.jsonl.

A line for each photo has the faces (box, score, points; scene pixels) of retinaface_mnet025_v2_decoded.pt at 640, and one
for each picture in aligned/ has the probabilities of mask and glasses of mobilefacenet512_mask_glasses.pt and the cosine
with the first such picture. No vector is kept. Arguments: the folder of the .pt files, the folder of the photos.
Needs numpy, OpenCV and torch.
"""
import json
import pathlib
import sys

import cv2
import numpy as np
import torch

models, photos = map(pathlib.Path, sys.argv[1:])
detector = torch.jit.load(str(models / "retinaface_mnet025_v2_decoded.pt")).eval()
embedder = torch.jit.load(str(models / "mobilefacenet512_mask_glasses.pt")).eval()


def overlap(a, b):
    w = min(a[2], b[2]) - max(a[0], b[0])
    h = min(a[3], b[3]) - max(a[1], b[1])
    both = max(0, w) * max(0, h)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def faces(rgb):
    f = min(1, 640 / max(rgb.shape[:2]))
    if f < 1:
        rgb = cv2.resize(rgb, (round(rgb.shape[1] * f), round(rgb.shape[0] * f)), interpolation=cv2.INTER_AREA)
    box = np.zeros((640, 640, 3), np.float32)
    box[: rgb.shape[0], : rgb.shape[1]] = rgb
    with torch.no_grad():
        rows = detector(torch.from_numpy(box.transpose(2, 0, 1)[None])).numpy().reshape(-1, 15)
    kept = []
    for row in sorted(rows[rows[:, 4] > 0.5].tolist(), key=lambda r: -r[4]):
        if all(overlap(row, other) <= 0.4 for other in kept):
            kept.append(row)
    return [{"box": [round(v / f, 3) for v in r[:4]], "score": round(r[4], 5),
             "points": [round(v / f, 3) for v in r[5:]]} for r in kept]


with open("accurate-pack.jsonl", "w") as file:
    for photo in sorted(photos.glob("*/*.jpg")) + sorted(photos.glob("*/*/*.jpg")):
        rgb = cv2.imread(str(photo))[:, :, ::-1]
        file.write(json.dumps({"photo": str(photo.relative_to(photos)), "faces": faces(rgb)}) + "\n")
    first = None
    for picture in sorted(pathlib.Path("aligned").glob("*.png")):
        bgr = cv2.imread(str(picture)).astype(np.float32)
        with torch.no_grad():
            vector, told = embedder(torch.from_numpy(((bgr - 127.5) / 128).transpose(2, 0, 1)[None].copy()))
        vector = vector.numpy()[0] / np.linalg.norm(vector.numpy()[0])
        first = vector if first is None else first
        file.write(json.dumps({"aligned": picture.name, "mask": round(float(told[0, 0]), 6),
                               "glasses": round(float(told[0, 1]), 6), "cosine": round(float(vector @ first), 6)}) + "\n")
