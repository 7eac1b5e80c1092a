"""The cast: one person a role, and an officer who works in French."""

from dataclasses import dataclass

from tracker.accounts.models import Role

PASSWORD = "suivi demo"


@dataclass(frozen=True)
class Member:
    key: str
    name: str
    role: Role
    unit: str
    post: str
    sees_restricted: bool = False
    language: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@suivi.example"


CAST = (
    Member("claire", "Claire Dubois", Role.OFFICER, "enforcement", "Technical Officer"),
    Member("jean", "Jean Laurent", Role.OFFICER, "facilitation", "Technical Attaché", language="fr"),
    Member("amina", "Amina Rahman", Role.MANAGER, "capacity", "Deputy Director", sees_restricted=True),
    Member("noor", "Noor Haddad", Role.READER, "cabinet", "Research Officer"),
    Member("jonas", "Jonas Lind", Role.ADMINISTRATOR, "administration", "Head of Information Services"),
)

SIGN_INS: list[tuple[str, str]] = [
    ("claire@suivi.example", "officer"),
    ("jean@suivi.example", "officer, in French"),
    ("amina@suivi.example", "manager, sees restricted matters"),
    ("noor@suivi.example", "reader"),
    ("jonas@suivi.example", "administrator"),
]
