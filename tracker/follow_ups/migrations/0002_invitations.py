"""Invitations and their steps; `due_order` becomes what comes first of a follow-up's dates.

A generated column cannot be altered: it goes, with the indexes that stand on it, and comes back.
"""

import datetime
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Coalesce, Least

ON_DUE_ORDER = [
    models.Index(fields=['due_order', 'id'], name='follow_up_active_by_due', condition=models.Q(ended_on=None)),
    models.Index(fields=['due_order', 'id'], name='follow_up_by_due'),
    models.Index(fields=['owner', 'due_order', 'id'], name='follow_up_of_owner'),
    models.Index(fields=['partner', 'due_order', 'id'], name='follow_up_of_partner'),
    models.Index(fields=['unit', 'due_order', 'id'], name='follow_up_of_unit'),
    models.Index(fields=['status', 'due_order', 'id'], name='follow_up_of_status'),
    models.Index(fields=['kind', 'due_order', 'id'], name='follow_up_of_kind'),
]


def or_never(name):
    return Coalesce(name, models.Value(datetime.date(9999, 12, 31), models.DateField()))


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_initial'),
        ('follow_ups', '0001_initial'),
        ('mandates', '0001_initial'),
        ('meetings', '0001_initial'),
        ('records', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('direction', models.CharField(choices=[('received', 'We are invited'), ('issued', 'We invite')], default='received', max_length=10, verbose_name='direction')),
                ('title', models.CharField(max_length=250, verbose_name='event')),
                ('organiser_name', models.CharField(blank=True, max_length=200, verbose_name='organiser, if not in the directory')),
                ('starts', models.DateTimeField(db_index=True, verbose_name='starts')),
                ('ends', models.DateTimeField(verbose_name='ends')),
                ('zone', models.CharField(max_length=50, verbose_name='time zone')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('link', models.URLField(blank=True, verbose_name='link')),
                ('role', models.CharField(choices=[('speaker', 'Speaker'), ('panellist', 'Panellist'), ('chair', 'Chair'), ('participant', 'Participant'), ('observer', 'Observer')], default='speaker', max_length=12, verbose_name='invited as')),
                ('reply_by', models.DateField(blank=True, db_index=True, null=True, verbose_name='reply by')),
                ('answer', models.CharField(choices=[('none', 'No answer yet'), ('accepted', 'Accepted'), ('tentative', 'Tentative'), ('declined', 'Declined')], default='none', max_length=10, verbose_name='answer')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('readout', models.TextField(blank=True, verbose_name='readout')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reply', 'Reply'), ('speaker', 'Name the speaker'), ('travel', 'Arrange travel'), ('text', 'Clear the text'), ('deliver', 'Deliver'), ('readout', 'Write the readout'), ('other', 'Other')], default='other', max_length=10, verbose_name='step')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='title')),
                ('days', models.SmallIntegerField(verbose_name='days')),
                ('due_on', models.DateField(null=True, verbose_name='day')),
                ('done_on', models.DateField(null=True, verbose_name='done on')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
                'ordering': ['due_on', 'days', 'id'],
            },
        ),
        migrations.AddField(
            model_name='followup',
            name='event_on',
            field=models.DateField(editable=False, null=True, verbose_name='event to deliver'),
        ),
        migrations.AddField(
            model_name='followup',
            name='reply_due_on',
            field=models.DateField(editable=False, null=True, verbose_name='reply due'),
        ),
        *[migrations.RemoveIndex('followup', index.name) for index in ON_DUE_ORDER],
        migrations.RemoveField('followup', 'due_order'),
        migrations.AddField(
            model_name='followup',
            name='due_order',
            field=models.GeneratedField(db_persist=True, expression=Least(or_never('due_on'), or_never('reply_due_on'), or_never('event_on')), output_field=models.DateField()),
        ),
        *[migrations.AddIndex('followup', index) for index in ON_DUE_ORDER],
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(condition=models.Q(('event_on__isnull', False)), fields=['event_on', 'id'], name='follow_up_of_event'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answered_invitations', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='follow_up',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='invitation', to='follow_ups.followup', verbose_name='follow-up'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='organiser',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organised_events', to='directory.organisation', verbose_name='organiser'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='speaker',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='directory.person', verbose_name='speaker'),
        ),
        migrations.AddField(
            model_name='step',
            name='done_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='done_event_steps', to=settings.AUTH_USER_MODEL, verbose_name='done by'),
        ),
        migrations.AddField(
            model_name='step',
            name='invitation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='follow_ups.invitation', verbose_name='invitation'),
        ),
        migrations.AddField(
            model_name='step',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='event_steps', to='directory.person', verbose_name='owner'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('ends__gte', models.F('starts'))), name='event_ends_after_it_starts'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('done_on', None)), fields=['owner', 'due_on'], name='step_open_of'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'other'), _negated=True), fields=('invitation', 'kind'), name='usual_step_once'),
        ),
    ]
