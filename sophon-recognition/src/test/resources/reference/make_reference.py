#!/usr/bin/env python3
"""Writes the reference the Java pipeline is compared with: what open_pack.py finds in the bundled photos.

make_reference.py OPEN_PACK_PY PHOTOS_FOLDER [OUTPUT_FOLDER]

OPEN_PACK_PY is the Python reference of the open pack, with its models beside it; it needs Debian's python3-torch
and python3-opencv (run this with /usr/bin/python3). PHOTOS_FOLDER holds people/ and scenes/. OUTPUT_FOLDER, by
default this script's own, gets open-pack.jsonl, one line a photo, and aligned/*-0.png, the aligned 112 x 112 crop
of each photo's first face.
"""
import glob
import importlib.util
import json
import os
import sys

import cv2


def main(reference, photos, output):
    spec = importlib.util.spec_from_file_location("open_pack", reference)
    open_pack = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(open_pack)
    align, crops = open_pack.align, []

    def recording(image, points):
        crops.append(align(image, points))
        return crops[-1]

    open_pack.align = recording
    os.makedirs(os.path.join(output, "aligned"), exist_ok=True)
    files = sorted(glob.glob(os.path.join(photos, "people", "*", "*.jpg"))) + sorted(glob.glob(os.path.join(photos, "scenes", "*.jpg")))
    with open(os.path.join(output, "open-pack.jsonl"), "w", encoding="utf-8") as lines:
        for file in files:
            crops.clear()
            name = os.path.relpath(file, photos).replace(os.sep, "/")
            result = open_pack.photo(file)
            result["file"] = name
            for face, crop in zip(result["faces"], crops, strict=True):
                face["aligned_mean_rgb"] = crop.reshape(-1, 3).mean(0).round(3).tolist()
            lines.write(json.dumps(result) + "\n")
            kind, rest = name.split("/", 1)
            rest = rest.split("/")[0] if kind == "people" else os.path.splitext(rest)[0]
            if crops:
                cv2.imwrite(os.path.join(output, "aligned", f"{kind}-{rest}-0.png"), crops[0][:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 9])


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) == 4 else os.path.dirname(os.path.abspath(__file__)))
