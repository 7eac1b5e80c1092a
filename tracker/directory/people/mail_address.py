"""Where mail to a person goes."""

from tracker.directory.models import Person


def address_of(person: Person) -> str:
    """That of the account, as long as it is open; else the one that the directory knows."""
    account = person.account
    return (account.email if account and account.is_active else person.email).lower()
