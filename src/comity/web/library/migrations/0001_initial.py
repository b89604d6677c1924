# SPDX-License-Identifier: EUPL-1.2
"""Reports of errors, contacts and imports."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("who", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=8, verbose_name="state or organisation")),
                ("authority", models.CharField(max_length=200, verbose_name="authority")),
                ("role", models.CharField(blank=True, max_length=200, verbose_name="role in cooperation")),
                ("unit", models.CharField(blank=True, max_length=200, verbose_name="unit")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("telephone", models.CharField(blank=True, max_length=60, verbose_name="telephone")),
                ("languages", models.CharField(blank=True, max_length=100, verbose_name="languages")),
                ("hours", models.CharField(blank=True, max_length=200, verbose_name="hours")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("expires", models.DateField(blank=True, null=True, verbose_name="expires on")),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                ("retired_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["state", "authority", "pk"],
                "indexes": [models.Index(fields=["state", "authority", "id"], name="contact_order")],
            },
        ),
        migrations.CreateModel(
            name="ErrorReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("where", models.CharField(max_length=300, verbose_name="where it stands")),
                ("what", models.CharField(max_length=200, verbose_name="what is wrong")),
                ("text", models.TextField(max_length=4000, verbose_name="what should stand there, and what shows it")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decision",
                    models.CharField(
                        choices=[("open", "Waiting for review"), ("accepted", "Accepted"), ("declined", "Declined")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=2000)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("who", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decision", "open"), ("decided_by__isnull", False), _connector="OR"),
                        name="somebody_decided_the_report",
                    )
                ],
            },
        ),
    ]
