from django.db import migrations


class Migration(migrations.Migration):
    """A plan kept its kind in its assessment until a plan could come before one."""

    dependencies = [("plans", "0002_the_plan_belongs_to_the_person")]

    operations = [
        migrations.RunSQL(
            "UPDATE plans_plan SET kind = assessments_assessment.kind FROM assessments_assessment"
            " WHERE assessments_assessment.id = plans_plan.assessment_id AND assessments_assessment.kind <> 'adult'",
            migrations.RunSQL.noop,
        )
    ]
