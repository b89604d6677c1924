# SPDX-License-Identifier: EUPL-1.2
"""Loads the corpus: from its fast form where that fits, else from the files, strictly."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from comity.corpus import store
from comity.corpus.corpus import Corpus
from comity.corpus.store import V
from comity.model.drafting import Drafting
from comity.model.errors import WrongInput

PACKAGED = Path(__file__).with_name("_law.bin")
PACKAGED_DRAFTING = Path(__file__).with_name("_drafting.bin")
CHECKOUT = Path(__file__).parents[3] / "law"


def load(law: Path | None = None) -> Corpus:
    """The corpus.

    ``law`` names a folder of law files; without it the folder beside the program is read, or the packaged form where there is none.
    Raises WrongLaw with every problem found, and WrongInput where there is no law at all.
    """
    folder = law or (CHECKOUT if CHECKOUT.is_dir() else None)
    return _packaged(PACKAGED, Corpus) if folder is None else _cached(_law(folder), Corpus, "law", load_files)


def load_drafting(law: Path | None = None) -> Drafting:
    """What drafting reads beside the law, from the same places and with the same errors as ``load``."""
    folder = law or (CHECKOUT if CHECKOUT.is_dir() else None)
    return _packaged(PACKAGED_DRAFTING, Drafting) if folder is None else _cached(_law(folder), Drafting, "drafting", load_drafting_files)


def _packaged(path: Path, kind: type[V]) -> V:
    packaged = _decode(path, None, kind) if path.exists() else None
    if packaged is None:
        raise WrongInput("no body of law is installed", where=str(path), do="install the package again")
    return packaged


def _law(folder: Path) -> Path:
    if not (folder / "instruments").is_dir():
        raise WrongInput(
            "this folder holds no body of law", where=str(folder), do="name a folder with instruments/, actors/ and vocabulary/"
        )
    return folder


def _cached(folder: Path, kind: type[V], name: str, read: Callable[[Path, str], V]) -> V:
    key = store.key_of(folder)
    cache = cache_folder() / f"{name}-{key[:16]}.bin"
    known = _decode(cache, key, kind) if cache.exists() else None
    if known is not None:
        return known
    value = read(folder, key)
    try:
        store.write(cache, store.encode(value, key))
    except OSError:
        return value  # a read-only home only makes the next start slower
    return value


def _decode(path: Path, key: str | None, kind: type[V]) -> V | None:
    """The value in a file; it lives as long as the process, so the collector need not walk through it."""
    gc.disable()
    try:
        return store.decode(path.read_bytes(), key, kind)
    except OSError:
        return None  # a cache that cannot be read is made anew
    finally:
        gc.freeze()
        gc.enable()


def cache_folder() -> Path:
    """Where fast forms lie: ``$COMITY_HOME/cache``, by default in the user's cache folder."""
    home = os.environ.get("COMITY_HOME")
    if home:
        return Path(home) / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "comity"


# The strict reader is imported only where files are read: a cold answer from the fast form needs neither it nor YAML.


def load_files(law: Path, key: str = "") -> Corpus:
    """The corpus from the files; WrongLaw with every problem found."""
    from comity.corpus import build  # noqa: PLC0415 - see above

    return build.load_files(law, key)


def load_drafting_files(law: Path, _: str = "") -> Drafting:
    """What drafting reads, from the files; WrongLaw with every problem found."""
    from comity.corpus import build  # noqa: PLC0415 - see above

    return build.load_drafting_files(law)


def problems_of(law: Path, only: Iterable[str] = ()) -> tuple[str, ...]:
    """Every problem in a folder of law; ``only`` keeps those of the named instruments."""
    from comity.corpus import build  # noqa: PLC0415 - see above

    return build.problems_of(law, only)
