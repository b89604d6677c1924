# SPDX-License-Identifier: EUPL-1.2
"""The map: a measure on a day, of one state, a region or the whole world, and how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.corpus.region_files import Regions, load_regions
from comity.lab.map.question import FIRST_YEAR, living, members
from comity.web.jobs.models import Job
from comity.web.knowledge import adviser
from comity.web.lab.fields import ActorField, DayField, MeasureField, OffenceField, language, measure_name, names
from comity.web.lab.forms import LabForm

SINCE, STALLED = 1950, 5
MOST_YEARS = 200


@cache
def regions() -> Regions:
    """The regions of the body of law of this process."""
    return load_regions(adviser().corpus)


def region_name(id_: str) -> str:
    """The name of a region; the id where there is none."""
    found = regions().by_id.get(id_)
    return found.name.in_language(language())[0] if found else id_


def region_choices() -> Sequence[Any]:
    """The whole world, groups of states, and parts of the world."""
    parts = set(regions().parts)
    groups = [(id_, region_name(id_)) for id_ in regions().by_id if id_ not in parts]
    return [
        ("", _("The whole world")),
        (_("Continents and groups"), sorted(groups, key=lambda choice: choice[1])),
        (_("Parts of the world"), [(id_, region_name(id_)) for id_ in regions().parts]),
    ]


class MapForm(LabForm):
    """What can be asked of the map."""

    kind = "map"

    measure = MeasureField(label=gettext_lazy("Measure"))
    state = ActorField(
        label=gettext_lazy("State or territory"),
        help_text=gettext_lazy("One against all others; without it, the number of partners of each. You can choose another on the map"),
        required=False,
    )
    offence = OffenceField(
        label=gettext_lazy("Class of offence"),
        help_text=gettext_lazy("Such as money laundering. Without it, a treaty on certain offences counts as not certain"),
        required=False,
    )
    region = forms.ChoiceField(label=gettext_lazy("Region"), choices=region_choices, required=False)
    on = DayField(label=gettext_lazy("Law of the day"), help_text=gettext_lazy("Today where nothing is written"))
    since = forms.IntegerField(
        label=gettext_lazy("Time line from the year"), initial=SINCE, min_value=FIRST_YEAR, max_value=9999, required=False
    )
    stalled_years = forms.IntegerField(
        label=gettext_lazy("A signature counts as stalled after so many years"),
        initial=STALLED,
        min_value=0,
        max_value=MOST_YEARS,
        required=False,
    )

    def clean_state(self) -> str:
        """A state or a territory that exists."""
        state = str(self.cleaned_data["state"])
        if state and state not in living(adviser().corpus):
            raise forms.ValidationError(_("The map shows states and territories that exist today."))
        return state

    def clean_on(self) -> date:
        """Not before there is anything to show."""
        on: date = self.cleaned_data["on"]
        if on.year < FIRST_YEAR:
            raise forms.ValidationError(_("Ask for a day from %(year)d on.") % {"year": FIRST_YEAR})
        return on

    def clean(self) -> dict[str, Any]:
        """What fits together: the state existed, somebody belonged to the region, the time line begins before it ends."""
        given = super().clean() or {}
        on = given.get("on")
        if on is None:
            return given
        born = adviser().corpus.by_code[given["state"]].exists_from if given.get("state") else None
        if born is not None and on < born:
            self.add_error("on", _("It did not exist yet: ask for a day from %(day)s on.") % {"day": born.isoformat()})
        region = regions().by_id.get(given.get("region") or "")
        if region is not None and not members(adviser().corpus, regions(), region, on) & living(adviser().corpus).keys():
            self.add_error("region", _("Nobody belonged to it on this day."))
        if (given.get("since") or SINCE) > on.year:
            self.add_error("since", _("The time line ends on the day of the law: write an earlier year."))
        return given

    def arguments(self) -> list[str]:
        """As the command has them."""
        given = self.cleaned_data
        since, stalled = given["since"], given["stalled_years"]
        return [
            *(part for name in ("measure", "offence", "on", "state", "region") for part in self.option(name, given[name])),
            *self.option("since", SINCE if since is None else since),
            *self.option("stalled-years", STALLED if stalled is None else stalled),
        ]


def title(job: Job) -> str:
    """What was asked."""
    asked = job.question
    offence, state, region = asked.get("offence"), asked.get("state"), asked.get("region")
    what = measure_name(asked.get("measure", ""))
    if offence:
        what = f"{what} ({names().offence_name(offence, language())})"
    whose = names().bare_actor(state, language()) if state else region_name(region) if region else _("The whole world")
    return ", ".join(part for part in (f"{what}: {whose}", asked.get("on", "")) if part)
