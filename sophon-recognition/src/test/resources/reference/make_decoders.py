"""Decodes made-up outputs of detectors with numpy, independently of the Java: decoders.jsonl.

Every tensor t has the values sin(0.7 * i + t), float32; scores are 0.5 + 0.5 * that. The input is 64 x 32. A line has
the name, the minimum score, and the faces in the order in which the whole grids list them: x1 y1 x2 y2 score, then ten
coordinates of points. Needs numpy.
"""
import json
import numpy as np

W, H = 64, 32


def made_up(t, shape, score=False):
    v = np.sin(0.7 * np.arange(np.prod(shape)) + t).astype(np.float32).reshape(shape)
    return np.float32(0.5) + np.float32(0.5) * v if score else v


def grid(stride):
    y, x = np.mgrid[: H // stride, : W // stride]
    return x.astype(float), y.astype(float)


def rows(x1, y1, x2, y2, score, px, py):
    points = np.stack([px, py], -1).reshape(*px.shape[:-1], 10)
    return np.concatenate([np.stack([x1, y1, x2, y2, score], -1), points], -1)


def retinaface(std):
    out, t = [], 0
    for stride, sides in ((32, (512, 256)), (16, (128, 64)), (8, (32, 16))):
        h, w = H // stride, W // stride
        cls, box, lm = made_up(t, (4, h, w), True), made_up(t + 1, (2, 4, h, w)), made_up(t + 2, (2, 5, 2, h, w))
        t += 3
        x, y = grid(stride)
        x, y = x * stride + 7.5, y * stride + 7.5
        for q, a in enumerate(sides):
            dx, dy, dw, dh = box[q].astype(float)
            cx, cy, bw, bh = x + a * dx, y + a * dy, a * np.exp(dw), a * np.exp(dh)
            px = x[..., None] + a * std * np.moveaxis(lm[q, :, 0].astype(float), 0, -1)
            py = y[..., None] + a * std * np.moveaxis(lm[q, :, 1].astype(float), 0, -1)
            out.append(rows(cx - bw / 2, cy - bh / 2, cx + bw / 2, cy + bh / 2, cls[2 + q], px, py).reshape(-1, 15))
    return np.concatenate(out)


def scrfd():
    out = []
    for level, stride in enumerate((8, 16, 32)):
        n = 2 * (H // stride) * (W // stride)
        score = made_up(level, n, True)
        d = made_up(3 + level, (n, 4)).astype(float) * stride
        k = made_up(6 + level, (n, 5, 2)).astype(float) * stride
        x, y = (np.repeat(c.ravel() * stride, 2) for c in grid(stride))
        out.append(rows(x - d[:, 0], y - d[:, 1], x + d[:, 2], y + d[:, 3], score,
                        x[:, None] + k[..., 0], y[:, None] + k[..., 1]))
    return np.concatenate(out)


def yunet():
    out = []
    for level, stride in enumerate((8, 16, 32)):
        n = (H // stride) * (W // stride)
        score = np.sqrt(np.clip(made_up(level, n, True), 0, 1).astype(float) * np.clip(made_up(3 + level, n), 0, 1))
        b = made_up(6 + level, (n, 4)).astype(float)
        k = made_up(9 + level, (n, 5, 2)).astype(float)
        x, y = (c.ravel() for c in grid(stride))
        cx, cy, bw, bh = (x + b[:, 0]) * stride, (y + b[:, 1]) * stride, np.exp(b[:, 2]) * stride, np.exp(b[:, 3]) * stride
        out.append(rows(cx - bw / 2, cy - bh / 2, cx + bw / 2, cy + bh / 2, score,
                        (x[:, None] + k[..., 0]) * stride, (y[:, None] + k[..., 1]) * stride))
    return np.concatenate(out)


with open("decoders.jsonl", "w") as file:
    for name, faces, minimum in (("retinaface-v1", retinaface(1.0), 0.97), ("retinaface-v2", retinaface(0.2), 0.97),
                                 ("scrfd", scrfd(), 0.97), ("yunet", yunet(), 0.27)):
        kept = faces[faces[:, 4] > minimum]
        assert 4 <= len(kept) <= 20, (name, len(kept))
        file.write(json.dumps({"decoding": name, "minimumScore": minimum, "faces": kept.round(5).tolist()}) + "\n")
