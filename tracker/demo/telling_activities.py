"""What was done, told as deeds on their days."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from tracker.activities.models import Activity
from tracker.demo.house import House
from tracker.demo.story import ActivityStory, Deed

if TYPE_CHECKING:
    from tracker.demo.telling import MeetingTeller

DatedAction = tuple[date, Callable[[], object]]


class ActivityTeller:
    pk: int

    def __init__(self, story: ActivityStory, house: House, meeting: "MeetingTeller | None" = None) -> None:
        self.story, self.house, self.meeting = story, house, meeting

    def deeds(self) -> Iterator[DatedAction]:
        yield self.house.day(self.story.logged), self.log
        for deed in self.story.then:
            yield self.house.day(deed.on), partial(self.do, deed)

    def log(self) -> None:
        story, house = self.story, self.house
        on, until = house.day(story.on), house.day(story.on if story.until is None else story.until)
        values = house.values(story.given) | {"starts_on": on, "ends_on": until}
        if self.meeting and story.quote:
            values["passage"] = self.meeting.passage(story.quote)
        row = Activity.log(by=house.users[story.by], title=story.title, **values)
        self.pk = row.pk

    def do(self, deed: Deed) -> None:
        row = Activity.objects.get(pk=self.pk)
        getattr(row, deed.verb)(by=self.house.users[deed.by], **self.house.values(deed.given))
