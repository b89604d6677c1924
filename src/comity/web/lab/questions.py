# SPDX-License-Identifier: EUPL-1.2
"""The form of each question of the lab, by the kind of job that answers it: pages and the programming interface ask by the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from comity.web.lab.asked.codify import CodifyForm
from comity.web.lab.asked.contradictions import ContradictionsForm
from comity.web.lab.asked.draft import DraftForm
from comity.web.lab.asked.map import MapForm
from comity.web.lab.asked.plan import PlanForm
from comity.web.lab.asked.programme import ProgrammeForm
from comity.web.lab.asked.replay import ReplayForm
from comity.web.lab.asked.simulate import SimulateForm
from comity.web.lab.forms import LabForm

FORMS: Final[Mapping[str, type[LabForm]]] = {
    form.kind: form for form in (MapForm, ContradictionsForm, DraftForm, ProgrammeForm, SimulateForm, ReplayForm, PlanForm, CodifyForm)
}
