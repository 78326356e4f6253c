"""Makes the pictures beside it, each with what another decoder makes of it as NAME.png.

Needs Pillow (12.3: libjpeg-turbo, libwebp) and ImageMagick (6.9, for YCCK, 16 bit). Drawn, nobody is in them:
soft colours with stripes of light, so that halving the resolution of colour changes little.

    python3 make_pictures.py
"""

import math
import struct
import subprocess
from PIL import Image


def drawn(width, height):
    image = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            light = 24 * math.sin(x / 6) * math.cos(y / 8 + x / 40)
            image.putpixel((x, y), tuple(
                max(0, min(255, round(value + light)))
                for value in (40 + 170 * x / width, 200 - 150 * y / height, 128 + 90 * math.sin((x + y) / 40))))
    return image


def exif(orientation):
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)


small = drawn(45, 31)
small.save("16-bit.png")
subprocess.run(["convert", "16-bit.png", "-depth", "16", "-evaluate", "add", "77", "PNG64:16-bit.png"], check=True)
small.save("orientation-6-png.png", exif=exif(6))
small.convert("CMYK").save("cmyk.jpg", quality=92)
small.convert("CMYK").save("cmyk-progressive.jpg", quality=92, progressive=True)
subprocess.run(["convert", "orientation-6-png.png", "-strip", "-colorspace", "CMYK", "-quality", "92", "ycck.jpg"], check=True)
small.save("rgb.jpg", quality=92)
small.save("progressive.jpg", quality=92, progressive=True)
small.convert("L").save("grey.jpg", quality=92)
small.save("lossless.webp", lossless=True)
small.save("orientation-6.webp", quality=92, exif=exif(6))
small.convert("L").save("grey.webp", quality=92)
see_through = small.convert("RGBA")
see_through.putalpha(Image.linear_gradient("L").resize(small.size))
see_through.save("transparent.webp", quality=92)
see_through.save("transparent-lossless.webp", lossless=True, exact=True)
drawn(160, 240).save("lossy.webp", quality=75)  # high: errors of prediction add up downwards
small.resize((8, 8)).save("animated.webp", save_all=True, append_images=[small.resize((8, 8)).rotate(90)])

for name in ("cmyk.jpg", "cmyk-progressive.jpg", "ycck.jpg", "rgb.jpg", "progressive.jpg", "grey.jpg", "lossless.webp",
             "orientation-6.webp", "grey.webp", "transparent.webp", "transparent-lossless.webp", "lossy.webp"):
    with Image.open(name) as picture:
        stored = picture.convert("RGBA").convert("RGB") if "transparent" in name else picture.convert("RGB")
        stored.info.clear()
        stored.save(name + ".png", optimize=True)
