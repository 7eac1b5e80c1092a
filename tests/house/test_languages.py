"""scratch"""
from typing import Any
import polib
from pathlib import Path
from django.db import transaction
from django.test import Client
from tests.house.addresses import PAGES
from tests.house.admin_addresses import ADMIN_PAGES
from tests.house.speech import texts, words, words_kept
FURTHER = [
 "/follow-ups/?status=active&late=on","/follow-ups/?q=zzzz","/follow-ups/?due_from=zzz","/follow-ups/?kind=invitation&owner=zz","/find/?q=e","/find/?q=zzzz","/partners/?q=zzzz","/meetings/?removed=1","/meetings/?year=zz", "/meetings/?q=zzz","/mandates/?q=zzz","/read-date/?due_on=gibberish","/read-date/?due_on=2018-02-30","/read-date/?due_on=Monday 25 May 2018","/nowhere/","/follow-ups/{follow_up}/to/waiting/","/follow-ups/{follow_up}/to/declined/","/follow-ups/{follow_up}/to/done/","/follow-ups/?status=zzz",
 "/follow-ups/new/?record={record}&version=1&start=0&end=10",
]
def test_left(things, people, sign_in):
    catalogue = polib.pofile("locale/fr/LC_MESSAGES/django.po")
    same = {e.msgid for e in catalogue if e.msgid == e.msgstr}
    left = {}
    for who in ("claire","jonas"):
        user = people[who]; client = sign_in(user)
        said = {}
        for language in ("en","fr"):
            user.language = language; user.save()
            for post in (False, True):
                for path in [r.path for r in PAGES.values()] + FURTHER + [r.path for r in ADMIN_PAGES.values()]:
                    path = path.format(**things)
                    if "sign-out" in path or "logout" in path: continue
                    with transaction.atomic():
                        r = (client.post if post else client.get)(path)
                        for m in (client.get(r["Location"]),) if r.status_code in (301,302) else ():
                            said[language, post, path+"->"] = texts(m.content.decode())
                        transaction.set_rollback(True)
                    said[language, post, path] = texts(r.content.decode()) if "html" in r["Content-Type"] else set()
        known = words_kept(); print(sorted(known))
        for s in same: known |= words(s)
        for (lang, post, path), t in said.items():
            if lang == "fr":
                for text in t & said["en", post, path] if ("en",post,path) in said else ():
                    if words(text) - known: left.setdefault(text, set()).add((("POST " if post else "") + path))
    for text, paths in sorted(left.items()):
        print(repr(text), sorted(paths, key=len)[:2], len(paths))
