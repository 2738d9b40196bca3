"""Live video, its comments, and Spaces."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.demo import clock, words
from auditor.demo.people import OWNER, other
from auditor.demo.setting import LIFE_BEGINS, Record, Setting

PERISCOPE_ID = "1DemoPeriscope"


def periscope_account_information(setting: Setting) -> Iterator[Record]:
    setting.ledger.item("broadcasts")
    yield {
        "periscopeAccountInformation": {
            "id": PERISCOPE_ID,
            "displayName": OWNER.name,
            "username": OWNER.handle,
            "createdAt": clock.iso_nine(clock.at("2015-09-09T17:00:00")),
            "isTwitterUser": True,
            "twitterId": OWNER.id,
            "twitterScreenName": OWNER.handle,
            "digitsId": "",
        }
    }


def periscope_profile_description(setting: Setting) -> Iterator[Record]:
    setting.ledger.item("broadcasts")
    yield {"periscopeProfileDescription": {"bio": "Tides, live."}}


def periscope_ban_information(_: Setting) -> Iterator[Record]:
    yield {"periscopeBanInformation": {}}


def periscope_followers(_: Setting) -> Iterator[Record]:
    yield {"follower": {"accountId": other(4).id}}


def periscope_comments_made_by_user(setting: Setting) -> Iterator[Record]:
    number = max(3, setting.scale.comments)
    for index in range(number):
        rng = setting.chance("comment", index)
        time = clock.spread((index + 0.5) / number, LIFE_BEGINS + 600 * clock.DAY, clock.at("2020-03-01"))
        setting.ledger.item("broadcasts")
        yield {
            "periscopeCommentsMadeByUser": {
                "broadcastId": f"1DemoCast{index % 7}",
                "byAccountId": PERISCOPE_ID,
                "createdAt": clock.iso_nine(time),
                "text": words.sentence(rng, words.language(rng)),
            }
        }


def spaces_metadata(setting: Setting) -> Iterator[Record]:
    """As the README lists the fields."""
    for number in range(2):
        begin = clock.at("2021-05-20T18:00:00") + number * 9 * clock.DAY
        setting.ledger.item("spaces")
        yield {
            "spacesMetadata": {
                "id": f"1DemoSpace{number}",
                "creatorUserId": OWNER.id,
                "hostUserIds": [OWNER.id],
                "speakers": [{"userId": other(number).id}],
                "createdAt": clock.iso(begin),
                "endedAt": clock.iso(begin + clock.HOUR),
                "totalParticipating": "4",
                "totalParticipated": "23",
                "invitedUserIds": [other(number).id],
            }
        }
