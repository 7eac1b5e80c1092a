from django.db import migrations, models
from django.db.models import F


def take_the_last_sign_in(apps, schema_editor):
    """Else all that anybody was ever given would be new to them."""
    apps.get_model("accounts", "User").objects.update(desk_opened_at=F("last_login"))


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='desk_opened_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='user',
            name='new_since',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(take_the_last_sign_in, migrations.RunPython.noop),
    ]
