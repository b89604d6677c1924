# SPDX-License-Identifier: EUPL-1.2
"""What was received stands sealed; the files of annexes are sealed by ``reseal``, which the embedded application runs at its start."""

from __future__ import annotations

from typing import Any

from django.db import migrations

import comity.web.drafting.sealed_field


def seal(apps: Any, editor: Any) -> None:
    """Each case under the data key."""
    for row in apps.get_model("drafting", "ReceivedRequest").objects.iterator():
        row.case = row.plain_case
        row.save(update_fields=["case"])


class Migration(migrations.Migration):
    """The case in the clear goes, the sealed one takes its place."""

    dependencies = [("drafting", "0001_initial")]
    operations = [
        migrations.RenameField("receivedrequest", "case", "plain_case"),
        migrations.AddField("receivedrequest", "case", comity.web.drafting.sealed_field.SealedJSONField(null=True)),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RemoveField("receivedrequest", "plain_case"),
        migrations.AlterField("receivedrequest", "case", comity.web.drafting.sealed_field.SealedJSONField()),
    ]
