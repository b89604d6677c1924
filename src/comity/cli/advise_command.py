# SPDX-License-Identifier: EUPL-1.2
"""``comity advise``."""

from __future__ import annotations

import sys
from typing import Any

import click
import msgspec
from click.core import ParameterSource

from comity.advise.advise import Adviser
from comity.advise.data import answer_json
from comity.advise.reading import fact_from_text, read_query
from comity.cli.explain import explain
from comity.cli.files import open_lines, today
from comity.cli.render import render
from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.model.answer import Verdict
from comity.model.errors import ComityError, OurFault, WrongInput
from comity.model.said import plain_words

_NO = {Verdict.BARRED.value, Verdict.NO_BASIS.value}


@click.command()
@click.option("--from", "requesting", metavar="CODE", help="The requesting side, such as AZ.")
@click.option("--to", "requested", metavar="CODE", help="The requested side, such as GE.")
@click.option("--measure", metavar="MEASURE", help="What is asked for, such as bank-records.")
@click.option("--offence", "offences", metavar="ALIAS|CODE", multiple=True, help="Alias or ICCS code; several times for several offences.")
@click.option("--on", metavar="DAY", help="Day on which the request is received (default: today).")
@click.option("--nationality", metavar="CODES", help="All nationalities of the person, such as RU,IL.")
@click.option("--purpose", metavar="WORD", help="prosecution or execution.")
@click.option("--stage", metavar="WORD", help="police, investigation, trial or execution.")
@click.option("--role", metavar="WORD", help="Role of the person: suspect, accused, convicted, witness ...")
@click.option("--fact", "facts", metavar="NAME=VALUE", multiple=True, help="A fact of the case; several times.")
@click.option("--plea", "pleas", metavar="GROUND", multiple=True, help="A ground to be answered in any case; several times.")
@click.option("--lang", metavar="LANG", default="en", show_default=True, help="en, az, ru or fr.")
@click.option("--full", is_flag=True, help="Everything, nothing cut.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.option("--trace", is_flag=True, help="With --json: the tree of reasons too.")
@click.option("--explain", "explained", is_flag=True, help="The tree of reasons for a human.")
@click.option("--batch", metavar="FILE|-", help="One JSON query a line in, one JSON answer a line out.")
def advise(**options: Any) -> int:
    """Every legal basis between two sides for a measure, with reasons and articles.

    Example: comity advise --from AZ --to GE --measure bank-records --offence money-laundering
    """
    corpus = load()
    adviser = Adviser(corpus)
    if options["batch"]:
        _only_batch()
        return _batch(adviser, options["batch"])
    if options["explained"] and options["as_json"]:
        raise WrongInput("the tree for a human is no JSON", where="--explain", do="write --json --trace for the tree as data")
    if options["trace"] and not options["as_json"]:
        raise WrongInput("the tree as data needs --json", where="--trace", do="add --json, or write --explain for a human")
    query = read_query(_raw(options, corpus), corpus, today())
    if options["explained"]:
        click.echo(explain(adviser, query))
    answer = adviser.answer(query)
    if options["as_json"]:
        click.echo(answer_json(answer))
    elif not options["explained"]:
        click.echo(render(answer, full=options["full"]))
    return 1 if answer.verdict in _NO else 0


def _only_batch() -> None:
    """A batch takes its queries, with all that belongs to them, from the file alone."""
    context = click.get_current_context()
    for parameter in context.command.params:
        name = parameter.name or ""
        if name != "batch" and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise WrongInput("--batch reads its queries from the file", where=parameter.opts[0], do="leave the other options out")


def _raw(options: dict[str, Any], corpus: Corpus) -> dict[str, object]:
    facts: dict[str, object] = {}
    for item in options["facts"]:
        name, equals, value = item.partition("=")
        if not equals:
            raise WrongInput(f"{item!r} has no value", where="--fact", do="write NAME=VALUE")
        if name in facts:
            raise WrongInput(f"{name} is given twice", where="--fact", do="keep one")
        spec = corpus.facts.get(name)
        facts[name] = fact_from_text(spec, value) if spec else value
    person: dict[str, object] = {}
    if options["nationality"]:
        person["nationality"] = [code.strip() for code in options["nationality"].split(",")]
    if options["role"]:
        person["role"] = options["role"]
    raw: dict[str, object] = {
        name: options[name] for name in ("requesting", "requested", "measure", "on", "purpose", "stage", "lang", "trace")
    }
    offences = [{"iccs": word} if word.isascii() and word.isdigit() else {"name": word} for word in options["offences"]]
    if len(offences) > 1:
        raw["offences"] = offences
    elif offences:
        raw["offence"] = offences[0]
    return {**raw, "person": person, "facts": facts, "pleas": list(options["pleas"])}


# -- many at once


def _batch(adviser: Adviser, name: str) -> int:
    wrong = fault = seen = 0
    with open_lines(name) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            seen += 1
            try:
                raw = _decode(line)
                sys.stdout.write(answer_json(adviser.answer(read_query(raw, adviser.corpus, today()))) + "\n")
            except WrongInput as error:
                wrong += 1
                _wrong_line(line, number, error)
            except BrokenPipeError:
                raise
            except Exception as error:  # noqa: BLE001 - each line is a border: the others are answered
                fault += 1
                _wrong_line(line, number, OurFault(f"{type(error).__name__}: {error}", where="line", do="please report it with this line"))
            if seen % 500 == 0 and sys.stderr.isatty():
                click.echo(f"{seen} answered", err=True)
    if not seen:
        raise WrongInput("there is no query in it", where=name, do="write one JSON query a line")
    return 3 if fault else 2 if wrong else 0


def _decode(line: bytes) -> object:
    try:
        return msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WrongInput(f"not JSON: {error}", where="line", do="write one JSON object a line", code="not-json") from error
    except RecursionError as error:
        raise WrongInput("nested too deeply", where="line", do="write one flat JSON object a line", code="not-json") from error


def _wrong_line(line: bytes, number: int, error: ComityError) -> None:
    identity = None
    try:
        raw = msgspec.json.decode(line)
        identity = raw.get("id") if isinstance(raw, dict) else None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        identity = None
    problem = {"code": error.code, "what": error.what, "where": error.where, "do": error.do}
    sys.stdout.write(msgspec.json.encode({"id": identity, "line": number, "error": problem}, enc_hook=plain_words).decode() + "\n")
    fault = "our own fault" if isinstance(error, OurFault) else "wrong input"
    click.echo(f"{fault}: line {number}: {error.text}", err=True)
