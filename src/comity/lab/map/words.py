# SPDX-License-Identifier: EUPL-1.2
"""What pictures and report say of a question in plain words."""

from __future__ import annotations

from comity.lab.map.view import View

BORDERS = (
    "Shapes: Natural Earth 1:50m (world-atlas 2.0.2). They show who controls a place, not who holds title to it, and say nothing on",
    "the status of any territory: borders are disputed, among others, in Crimea, Kashmir, Cyprus, Western Sahara, Palestine,",
    "Somaliland and Kosovo. Grey: not asked about, or given to no actor here.",
)
DOTS = "Dots: states and territories too small to see, or without a shape of their own. Antarctica is not drawn; it is in the data."


def subject(seen: View) -> str:
    """The measure, the offence, the region."""
    question = seen.question
    words = seen.corpus.measures[question.measure].name.en
    if question.offence:
        words += f" for {seen.corpus.offences[question.offence].name.en.lower()}"
    if question.region:
        words += f", {seen.regions.by_id[question.region].name.en}"
    return words


def day(seen: View) -> str:
    """The day of the question in words."""
    on = seen.question.on
    return f"{on.day} {on:%B} {on.year}"


def source(seen: View) -> str:
    """The line that says where a picture comes from."""
    corpus = seen.corpus
    late = " Status lists are carried forward to the day asked." if seen.question.on.isoformat() > corpus.as_of else ""
    return f"Source: Comity, body of law {corpus.version.split('+')[0]} as of {corpus.as_of}; law on {seen.question.on.isoformat()}.{late}"


def meaning(seen: View) -> str:
    """What a strength means, and what it leaves out."""
    offence = "" if seen.question.offence else " No offence is named, so treaties on certain offences count as not certain."
    return f"Read from force and scope alone, without the facts of a case: a treaty in force may still allow or require refusal.{offence}"


def counted(number: int) -> str:
    """A number, the thousands set apart."""
    return f"{number:,}".replace(",", "\u202f")


def by_hand(number: int, one: str, many: str) -> str:
    """A number with its noun, the thousands set apart."""
    return f"{counted(number)} {one if number == 1 else many}"
