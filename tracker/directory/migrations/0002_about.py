from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [
        migrations.RenameField("organisation", "note", "about"),
        migrations.RenameField("person", "note", "about"),
        migrations.AlterField("organisation", "about", models.TextField(blank=True, verbose_name="about")),
        migrations.AlterField("person", "about", models.TextField(blank=True, verbose_name="about")),
    ]
