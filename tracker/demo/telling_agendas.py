"""What a meeting took up again and the points of its agenda, as deeds."""

from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.models import Point
from tracker.demo.house import House
from tracker.demo.story import MeetingStory
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting


def take_up(story: MeetingStory, meeting: Meeting, house: House) -> None:
    """Put on its agenda what the story names, and say of each what was said of it, if anything."""
    by, told = house.users[story.by], {each.title: each for each in story.agenda}
    rows = {row.title: row for row in FollowUp.objects.filter(title__in=told)}
    carry_over(meeting, [rows[title] for title in told], by=by)
    for item in meeting.appearances.select_related("follow_up", "meeting"):
        each = told[item.follow_up.title]
        if each.said:
            item.discuss(by=by, said=each.said, confirms=each.confirms)


def add_points(story: MeetingStory, meeting: Meeting, house: House) -> None:
    by = house.users[story.by]
    for each in story.points:
        presenter = house.people[each.presenter]
        point = Point.add_to(meeting, by=by, title=each.title, presenter=presenter, minutes=each.minutes)
        carry_over(meeting, FollowUp.objects.filter(title=each.follow_up), by=by, point=point)
