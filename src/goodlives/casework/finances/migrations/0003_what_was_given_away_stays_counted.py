from django.db import migrations


def answer_yes(apps, schema_editor):
    """What was written down as given away had been found to be so: it goes on counting until somebody says otherwise."""
    apps.get_model("finances", "Capital").objects.filter(kind="notional").update(
        was_theirs=True, no_longer_theirs=True, expected_to_need_care=True, to_pay_less=True
    )


class Migration(migrations.Migration):
    dependencies = [("finances", "0002_care_homes_evidence_and_light_touch")]

    operations = [migrations.RunPython(answer_yes, migrations.RunPython.noop)]
