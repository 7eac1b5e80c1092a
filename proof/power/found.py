"""What was found of one deed, tried again and again."""

from dataclasses import dataclass, field

from proof.power.state import State


@dataclass
class Found:
    """`steps`: what it wrote in each of its transactions, table by table."""

    name: str
    steps: list[list[str]] = field(default_factory=list)
    cuts: int = 0
    kills: int = 0
    lost: int = 0
    corrupt: int = 0
    between: int = 0
    told: list[str] = field(default_factory=list)

    def judge(self, state: State, allowed: list[State], before: list[State], where: str) -> None:
        """`allowed` is what it may say, `before` what it said before something was done that is known to be done."""
        if state in allowed:
            return
        if state in before:
            self.lost += 1
            self.told.append(f"{self.name}: lost {where}")
        else:
            self.between += 1
            self.told.append(f"{self.name}: between two states {where}")

    def broke(self, why: str, where: str) -> None:
        self.corrupt += 1
        self.told.append(f"{self.name}: {why} {where}")
