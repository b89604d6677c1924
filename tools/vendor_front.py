# SPDX-License-Identifier: EUPL-1.2
"""Takes built files of the front-end libraries into ``src/comity/web/static/vendor``, without fonts, crest and branding.

vendor_front.py GOVUK MOJ HTMX      the unpacked npm packages govuk-frontend, @ministryofjustice/frontend and htmx.org (2.x)
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src" / "comity" / "web" / "static" / "vendor"
FONT = re.compile(r"@font-face\{[^}]*\}")
OWN_FONT = '"Comity", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif'
FAMILY = re.compile(r"font-family:\s*(?:\"?GDS Transport\"?|GDS Transport),\s*[^;}]*")
BRANDED = re.compile(r"url\([^)]*crest[^)]*\)")
IMAGE = re.compile(r"url\(/assets/images/([^)]+)\)")
MAP = re.compile(r"(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*)\s*$")


MIT = """The MIT License (MIT)

Copyright (c) Crown Copyright

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR
ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH
THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def main(govuk: Path, moj: Path, htmx: Path) -> None:
    """Copy, strip, and keep each licence beside its files."""
    shutil.rmtree(TARGET, ignore_errors=True)
    for name, folder, files in (
        ("govuk", govuk / "dist" / "govuk", ("govuk-frontend.min.css", "govuk-frontend.min.js")),
        ("moj", moj / "moj", ("moj-frontend.min.css", "moj-frontend.min.js")),
        ("htmx", htmx / "dist", ("htmx.min.js",)),
    ):
        place = TARGET / name
        place.mkdir(parents=True)
        for file in files:
            text = (folder / file).read_text(encoding="utf-8")
            if file.endswith(".css"):
                text = stripped(text)
                for image in dict.fromkeys(re.findall(r"url\(images/([^)]+)\)", text)):
                    (place / "images").mkdir(exist_ok=True)
                    shutil.copyfile(folder / "assets" / "images" / image, place / "images" / image)
            (place / file).write_text(MAP.sub("", text), encoding="utf-8")
    for name, package in (("govuk", govuk), ("moj", moj), ("htmx", htmx)):
        (TARGET / name / "LICENSE").write_text(_licence(package), encoding="utf-8")


def _licence(package: Path) -> str:
    """The licence file of a package; where the package only names the MIT licence, its text with the package's own name."""
    for path in sorted(package.iterdir()):
        if path.name.upper().startswith("LICEN"):
            return path.read_text(encoding="utf-8")
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    if about["license"] != "MIT":
        raise SystemExit(f"{about['name']} is under {about['license']}: take its licence text by hand")
    return f"{about['name']} {about['version']}\n{about.get('homepage', '')}\n\n{MIT}"


def stripped(text: str) -> str:
    """A style sheet without foreign fonts and crest."""
    text = BRANDED.sub("none", FONT.sub("", text))
    return IMAGE.sub(r"url(images/\1)", FAMILY.sub(f"font-family:{OWN_FONT}", text))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
