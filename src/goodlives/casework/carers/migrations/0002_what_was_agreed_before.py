"""Whoever had agreed before this was kept thing by thing has said yes to what was written, for a year from that day.

To which parts of life is not known, so none of it is counted in a sum until they are asked.
"""

from datetime import timedelta

from django.db import migrations


def keep_what_was_agreed(apps, schema_editor):
    members = apps.get_model("people", "CircleMember").objects.filter(
        willing=True, able=True, agreed_on__isnull=False, ended_on__isnull=True
    )
    care = apps.get_model("carers", "CareGiven")
    rows = []
    for member in members.iterator():
        until = member.agreed_on + timedelta(days=365)
        rows.append(
            care(
                circle_member=member, what=(member.does.strip() or "Helps")[:300], hours_a_week=member.hours_a_week,
                agreed_on=member.agreed_on, until=until, said_by="told_us", told_how="Written in the circle before",
                revision=1,
            )
        )  # fmt: skip
        apps.get_model("people", "CircleMember").objects.filter(pk=member.pk).update(agreed_until=until)
    care.objects.bulk_create(rows, batch_size=2000)


class Migration(migrations.Migration):
    dependencies = [("carers", "0001_the_care_that_carers_give"), ("people", "0005_until_when_somebody_agreed")]
    operations = [migrations.RunPython(keep_what_was_agreed, migrations.RunPython.noop)]
