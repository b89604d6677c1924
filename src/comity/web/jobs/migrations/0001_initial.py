# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_invitation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("question", models.JSONField(default=dict)),
                ("arguments", models.JSONField(default=list)),
                ("key", models.CharField(db_index=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("step", models.PositiveIntegerField(null=True)),
                ("steps", models.PositiveIntegerField(null=True)),
                ("doing", models.CharField(blank=True, max_length=200)),
                ("fault", models.TextField(blank=True)),
                ("cancel", models.BooleanField(default=False)),
                ("asked", models.DateTimeField(default=django.utils.timezone.now)),
                ("began", models.DateTimeField(null=True)),
                ("alive", models.DateTimeField(null=True)),
                ("ended", models.DateTimeField(null=True)),
                (
                    "unit",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to="accounts.unit"),
                ),
                ("who", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="JobFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("given", models.BooleanField(default=False)),
                ("size", models.PositiveBigIntegerField()),
                ("packed", models.BinaryField()),
                ("job", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="files", to="jobs.job")),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["unit", "state"], name="jobs_job_unit_id_c1e7dc_idx"),
        ),
        migrations.AddConstraint(
            model_name="jobfile",
            constraint=models.UniqueConstraint(fields=("job", "given", "name"), name="one_job_file"),
        ),
    ]
