# SPDX-License-Identifier: EUPL-1.2
"""A draft between two sides: its papers go out as DOCX, come back with comments and changes, and each of these is decided on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from comity.draft.case.things import LANGUAGES
from comity.draft.package import papers_of
from comity.draft.revision import record as records
from comity.draft.revision.record import Record
from comity.web.actions import Refused
from comity.web.drafting import bench, store
from comity.web.drafting.access import as_file, done, looked, outgoing_of, page, user_of, version_of
from comity.web.drafting.desk import Desk
from comity.web.drafting.files import shown_name
from comity.web.drafting.form import anchor, section_of
from comity.web.drafting.models import Draft, SharedPaper, TheirRemark
from comity.web.drafting.review import label_of
from comity.web.drafting.sharing import MOST_RETURNED_BYTES, Accept, Decision, Decline, Returned, Share, TakeIn, record_of, remark_of
from comity.web.knowledge import drafting

PAGE = 50


@require_GET
def shared(request: HttpRequest, pk: int) -> HttpResponse:
    """What was shared, what the other side wrote on it, and what was decided."""
    draft = outgoing_of(request, pk)
    looked(request, "draft.consult", draft, page="shared")
    standing = bench.desk(draft)
    everything = request.GET.get("all") == "1"
    rows, more = _remarks(request, draft, everything)
    record = record_of(draft) if rows else Record()
    titles = _titles(standing)
    context = {
        **page(request, draft, standing, "shared"),
        "languages": [(code, drafting().word(f"language.{code}", bench.spoken())) for code in LANGUAGES],
        "own": (draft.case.get("case") or {}).get("language") or "en",
        "papers": [
            {"paper": paper, "title": titles.get(paper.paper, paper.paper)}
            for paper in SharedPaper.objects.filter(version__draft=draft)
            .select_related("version", "version__by")
            .order_by("-version", "pk")
        ],
        "remarks": [_told(standing, draft, record, row) for row in rows],
        "any": draft.their_remarks.exists(),
        "more": more,
        "all": everything,
        "most": MOST_RETURNED_BYTES // 1_000_000,
    }
    return render(request, "drafting/shared.html", context)


def _titles(standing: Desk) -> dict[str, str]:
    made = papers_of(standing.scene) if standing.scene else ()
    return {paper.id: paper.title.in_language(bench.spoken())[0] for paper in made}


def _remarks(request: HttpRequest, draft: Draft, everything: bool) -> tuple[list[TheirRemark], int | None]:
    """One page of remarks, the first first; the open ones unless all are asked for; and where the next page begins."""
    found = draft.their_remarks.select_related("version", "decided_by")
    after = request.GET.get("after", "")
    if not everything:
        found = found.filter(accepted=None)
    if after.isascii() and after.isdigit() and len(after) < 10:
        found = found.filter(number__gt=int(after))
    some = list(found[: PAGE + 1])
    return some[:PAGE], some[PAGE - 1].number if len(some) > PAGE else None


def _told(standing: Desk, draft: Draft, record: Record, row: TheirRemark) -> dict[str, Any]:
    remark, lang = remark_of(row), standing.lang
    others = records.other_languages(record, draft.case, remark) if row.accepted is not False else ()
    return {
        "row": row,
        "label": _label(standing, row.path),
        "url": f"{section_of(row.path)}/#{anchor(row.path)}" if row.path else "",
        "gone": row.accepted is None and records.is_gone(record, draft.case, remark),
        "others": ", ".join(standing.drafting.word(f"language.{code}", lang) for code in others),
        "change": row.proposed is not None or row.by_hand,
        "new": row.says if row.by_hand else row.proposed,
    }


def _label(standing: Desk, path: str) -> str:
    return label_of(standing, path.removesuffix(".full")) if path else ""


@require_GET
def shared_paper(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """A paper as it was shared."""
    draft = outgoing_of(request, pk)
    paper = SharedPaper.objects.filter(version__draft=draft, sha256=sha256).select_related("version").first()
    if paper is None:
        raise Http404
    name = f"{paper.paper}.{paper.language}.v{paper.version.number}.docx"
    content = store.content(str(draft.pk), sha256)
    looked(request, "draft.download", draft, file=name, sha256=sha256)
    return as_file(content, name)


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """A version is kept, with its papers in the languages that were chosen."""
    draft = outgoing_of(request, pk)
    languages = [language for language in LANGUAGES if language in request.POST.getlist("lang")]
    done(request, Share(user_of(request), draft, version_of(request), languages), _("A version is kept. Its papers are marked as drafts."))
    return redirect("drafting:shared", pk)


@require_POST
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper that came back."""
    draft = outgoing_of(request, pk)
    file, named = request.FILES.get("file"), request.POST.get("paper", "")
    if file is None or (file.size or 0) > MOST_RETURNED_BYTES:
        why = (
            _("Choose a file first.")
            if file is None
            else _("The file is larger than %(most)d MB.") % {"most": MOST_RETURNED_BYTES // 1_000_000}
        )
        messages.error(request, why)
        return redirect("drafting:shared", pk)
    known = SharedPaper.objects.filter(version__draft=draft).select_related("version")
    paper = known.filter(pk=int(named)).first() if named.isascii() and named.isdigit() and len(named) < 19 else None
    try:
        new = TakeIn(user_of(request), draft, Returned(shown_name(file.name or ""), file.read(), paper)).run()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, ngettext("%(number)d new remark.", "%(number)d new remarks.", new) % {"number": new})
    return redirect("drafting:shared", pk)


@require_POST
def decide(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A remark is accepted, its change made by hand or by us, or declined."""
    draft = outgoing_of(request, pk)
    get_object_or_404(draft.their_remarks, number=number)
    what = request.POST.get("what", "")
    decision = Decision(number, request.POST.get("why", ""), by_hand=what == "by-hand")
    if what == "decline":
        done(request, Decline(user_of(request), draft, decision), _("The remark is declined."))
    elif what in ("accept", "by-hand"):
        done(request, Accept(user_of(request), draft, decision), _("The remark is accepted."))
    return redirect("drafting:shared", pk)
