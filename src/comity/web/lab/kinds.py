# SPDX-License-Identifier: EUPL-1.2
"""The kinds of job of the lab: each is a command that can be typed too."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comity.web.jobs.kinds import Kind
from comity.web.lab.asked import codify as codify_asked
from comity.web.lab.asked import contradictions as contradictions_asked
from comity.web.lab.asked import draft as draft_asked
from comity.web.lab.asked import map as map_asked
from comity.web.lab.asked import plan as plan_asked
from comity.web.lab.asked import programme as programme_asked
from comity.web.lab.asked import replay as replay_asked
from comity.web.lab.asked import simulate as simulate_asked
from comity.web.lab.results import codify, compare, contradictions, effect, plan, programme
from comity.web.lab.results import map as map_results

_MODULE = "comity.cli"
_ANSWER = ("--json", "-o", "out")

KINDS = (
    Kind(
        "contradictions",
        _("Contradictions"),
        _MODULE,
        ("contradictions", *_ANSWER),
        "lab/results/contradictions.html",
        "lab:contradictions",
        contradictions.present,
        contradictions_asked.title,
    ),
    Kind(
        "compare",
        _("Comparison with a draft"),
        _MODULE,
        ("compare", "--drafts", *_ANSWER),
        "lab/results/compare.html",
        "lab:compare-draft",
        compare.of_job,
        draft_asked.title,
    ),
    Kind(
        "programme",
        _("Programme of reform"),
        _MODULE,
        ("programme", *_ANSWER),
        "lab/results/programme.html",
        "lab:programme-measure",
        programme.present,
        programme_asked.title,
    ),
    Kind("map", _("Map"), _MODULE, ("map", *_ANSWER), "lab/results/map.html", "lab:map", map_results.present, map_asked.title),
    Kind(
        "simulate",
        _("Simulate"),
        _MODULE,
        ("simulate", *_ANSWER),
        "lab/results/simulate.html",
        "lab:simulate",
        effect.present,
        simulate_asked.title,
    ),
    Kind(
        "replay",
        _("Reforms of the past"),
        _MODULE,
        ("simulate", *_ANSWER),
        "lab/results/simulate.html",
        "lab:replay",
        effect.present,
        replay_asked.title,
    ),
    Kind(
        "plan",
        _("Plan"),
        _MODULE,
        ("plan", *_ANSWER),
        "lab/results/plan.html",
        "lab:plan",
        plan.present,
        plan_asked.title,
    ),
    Kind(
        "codify",
        _("Codify"),
        _MODULE,
        ("codify", *_ANSWER),
        "lab/results/codify.html",
        "lab:codify",
        codify.present,
        codify_asked.title,
    ),
)
