"""What nobody types: values of the wrong type, of the wrong size, and such as mean something to a machine behind."""

from random import Random

# Shown as it is, it would be a tag: no answer that a browser reads as a page may hold it.
TAG = "<img src=x onerror=zq7x>"
SCRIPT = "<script>zq7x()</script>"
Value = str | bytes

VALUES: tuple[Value, ...] = (
    "", " ", "0", "1", "-1", "1.5", "-0", "999999", "9223372036854775807", "9223372036854775808", "9" * 400,
    "1e400", "-1e400", "1e-400", "NaN", "Infinity", "0x1F", "1_000", "1,000.50", "1.000,50", "٣٣", "½", "²",
    "9999-99-99", "0000-00-00", "99999-12-31", "2018-02-30", "31 June 2018", "-0001-01-01", "9999-12-31",
    "0001-01-01", "in 99999999999 days", "tomorrow", "25:61", "2018-05-25T25:00", "1970-01-01T00:00:00+99:99",
    "true", "None", "null", "undefined", "[]", "{}", '{"a": [1, {"b": null}]}', "[" * 500, '{"$gt": ""}',
    "a\0b", "\0", "\ufeff", "\u202eabc\u202c", "\u200b\u2066", "\u2028", "\uffff", "\x1b[31m", "\r\nSet-Cookie: a=b",
    "x" * 10_000, "🧾" * 2_000, "a\u0301" * 3_000, "\n" * 5_000, "7 words " * 1_000,
    b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"%zz%",
    TAG, f'"><{SCRIPT}', SCRIPT, f"'>{TAG}", f"</textarea>{TAG}", f"</title>{TAG}", f"javascript:zq7x()//{TAG}",
    "' OR 1=1 --", "1; DROP TABLE accounts_user", "' UNION SELECT password FROM accounts_user --", "%_\\'\"",
    "%s%s%n%x", "{0.__class__}", "{{ 7*7 }}", "{% debug %}", "${7*7}", "=HYPERLINK(\"http://evil.example\")", "@SUM(1)",
    "../../../../etc/passwd", "..\\..\\secret_key", "/dev/zero", "file:///etc/passwd", "https://evil.example/",
    "//evil.example/", "\\\\evil.example", "/\\evil.example", "javascript:alert(1)", "http://[", "http://127.0.0.1:1/",
    "admin", "restricted", "general", "done", "csv", "pdf", "zq7x@evil.example", "a@b", "@", "\"a b\"@evil.example",
    "__proto__", "constructor", "__all__", "pk", "password", "owner__account__password", "-id", "?", "...",
)  # fmt: skip

# Parts of addresses, as they are sent.
PARTS = (
    "0", "1", "2", "3", "-1", "01", "1.0", "999999", "9" * 40, "9223372036854775808", "abc", "%00", "%ff", "%0d%0a",
    "%2e%2e", "..%2f..%2fetc", "%F0%9F%98%80", "%E2%80%AE", "'", "1'--", "%3Cscript%3E", "None", "x" * 3_000, "csv",
    "title", "partner", "done", "set-password", "%25s", "{}", "*", ";", "1;2", "+", "",
)  # fmt: skip

HEADERS: tuple[dict[str, str], ...] = (
    {"Host": "evil.example"}, {"Host": ""}, {"Host": "localhost:99999"}, {"Host": "localhost@evil.example"},
    {"Host": "[::1"}, {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
    {"X-Forwarded-For": "1.2.3.4, nonsense, ::1"}, {"X-HTTP-Method-Override": "DELETE"}, {"X-Original-URL": "/admin/"},
    {"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": TAG, "HX-Trigger-Name": "owner"},
    {"HX-Request": "true", "HX-Current-URL": "javascript:alert(1)"}, {"HX-Request": "true", "HX-Boosted": "true"},
    {"HX-Request": "true", "HX-Current-URL": "http://["}, {"HX-Request": "true", "HX-Current-URL": "//evil.example/"},
    {"HX-Request": "nonsense", "HX-History-Restore-Request": "true", "HX-Prompt": "\xff"},
    {"HX-Request": "true", "HX-Trigger": "{", "Triggering-Event": "{not json", "HX-Current-URL-URI-AutoEncoded": "1"},
    {"Referer": "http://["}, {"Referer": "https://evil.example/"}, {"Referer": "\xff\xfe"}, {"Origin": "null"},
    {"Origin": "https://evil.example"}, {"Cookie": "sessionid=nonsense"}, {"Cookie": "a=b; ; =; sessionid"},
    {"Cookie": "sessionid=" + "x" * 4_000}, {"Cookie": "messages=\"[[[[\"; django_language=../../x"},
    {"Cookie": "csrftoken=short"}, {"X-CSRFToken": "\xff"}, {"X-CSRFToken": ""}, {"Range": "bytes=0-0,-1"},
    {"Range": "bytes=99999999999-"}, {"Range": "nonsense"}, {"If-Modified-Since": "nonsense"}, {"If-None-Match": "*"},
    {"If-Modified-Since": "Thu, 99 Foo 99999 99:99:99 GMT"}, {"If-Unmodified-Since": "0"}, {"If-Match": "\"x\""},
    {"Accept": "application/json"}, {"Accept": "*/*;q=nonsense"}, {"Accept-Language": "xx;q=1e400, fr-" + "x" * 500},
    {"Accept-Language": "../../etc/passwd"}, {"Accept-Encoding": "gzip;q=nonsense, br, *"},
    {"Authorization": "Basic !"},
    {"User-Agent": TAG * 20}, {"User-Agent": ""}, {"X-Requested-With": "XMLHttpRequest"}, {"Expect": "nonsense"},
)  # fmt: skip

TYPES = (
    "application/json", "text/plain", "nonsense", "", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=x", "application/x-www-form-urlencoded; charset=nonsense", "text/xml; charset=\xff",
    "application/x-www-form-urlencoded; charset=utf-16", "multipart/mixed; boundary=x",
)  # fmt: skip

PIECE = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
BODIES = (
    b"", b"{}", b"[" * 10_000, b'{"title": 1e400}', b"\xff\xfe=\xff&%zz=%", b"=&=&==&&;", b"a" * 10_000, b"\0" * 100,
    b"--x", b"--x\r\n\r\n--x--", PIECE % (b"title", b"", b"\xff") + b"--x--", PIECE % (b"file", b"; filename=", b"") ,
    PIECE % (b"file", b'; filename="../../x.csv"', b"a,b\r\n1") + b"--x--", b"title=x&" * 3_000,
    PIECE % (b"file", b'; filename="x.xlsx"', b"PK\x03\x04nonsense") + b"--x--",
    PIECE % (b"file", b'; filename="\0.csv"', b"\xff\xfea\0,\0b\0") + b"--x--",
    b"--x\r\nContent-Disposition: form-data; name=x\r\nContent-Transfer-Encoding: base64\r\n\r\n!!\r\n--x--",
)  # fmt: skip

METHODS = ("PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "CONNECTED")


def value(dice: Random) -> Value:
    return dice.choice(VALUES)
