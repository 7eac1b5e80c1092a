"""Answering what is asked of the rows of an import before anything of them is written."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tracker.accounts.request import Request
from tracker.imports.models import Answer
from tracker.imports.questions.answers import answer
from tracker.imports.views.own_import import own_import


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=Answer)
    row = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    cell = forms.CharField(max_length=40)


class AnswerAllForm(forms.Form):
    answer = forms.ChoiceField(choices=Answer)


@require_POST
def answer_row(request: Request, pk: int) -> HttpResponse:
    source, form = own_import(request, pk), AnswerForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        answer(source, Answer(said["answer"]), number=said["row"], name=said["cell"])
    return redirect(source)


@require_POST
def answer_all(request: Request, pk: int) -> HttpResponse:
    source, form = own_import(request, pk), AnswerAllForm(request.POST)
    if form.is_valid():
        answer(source, Answer(form.cleaned_data["answer"]))
    return redirect(source)
