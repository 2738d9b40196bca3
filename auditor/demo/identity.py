"""The account: who it is, what it was called, how it can be reached, what X decided about it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from auditor.demo import clock
from auditor.demo.people import OLD_HANDLES, OWNER, OWNER_EMAIL, OWNER_PHONE
from auditor.demo.setting import LIFE_BEGINS, Record, Setting

AVATAR = "https://pbs.twimg.com/profile_images/1480000000000000001/Demo_map-K.jpg"
HEADER = f"https://pbs.twimg.com/profile_banners/{OWNER.id}/1600000000"


def account(setting: Setting) -> Iterator[Record]:
    setting.ledger.item("profile")
    setting.ledger.item("contactpts")
    yield {
        "account": {
            "email": OWNER_EMAIL,
            "createdVia": "web",
            "username": OWNER.handle,
            "accountId": OWNER.id,
            "createdAt": clock.iso(LIFE_BEGINS),
            "accountDisplayName": OWNER.name,
        }
    }


def profile(setting: Setting) -> Iterator[Record]:
    setting.ledger.item("profile")
    yield {
        "profile": {
            "description": {
                "bio": "Paper maps, bread, slow radio. Invented for a demonstration.",
                "website": "https://t.co/Demo0000000",
                "location": "Exampleshire",
            },
            "avatarMediaUrl": AVATAR,
            "headerMediaUrl": HEADER,
        }
    }


def profile_media(_: Setting) -> Iterator[str]:
    yield f"{OWNER.id}-{AVATAR.rsplit('/', 1)[1]}"
    yield f"{OWNER.id}-{HEADER.rsplit('/', 1)[1]}.jpg"


def account_creation_ip(setting: Setting) -> Iterator[Record]:
    setting.ledger.item("devices")
    yield {"accountCreationIp": {"accountId": OWNER.id, "userCreationIp": "203.0.113.7"}}


def account_timezone(_: Setting) -> Iterator[Record]:
    yield {"accountTimezone": {"accountId": OWNER.id, "timeZone": "Europe/Berlin"}}


def account_label(_: Setting) -> Iterator[Record]:
    yield {"accountLabel": {}}


def account_suspension(setting: Setting) -> Iterator[Record]:
    for action, days in (("Suspend", 400), ("Unsuspend", 398)):
        yield {"accountSuspension": {"timeStamp": clock.iso(setting.now - days * clock.DAY), "action": action}}


def email_address_change(setting: Setting) -> Iterator[Record]:
    """The first has no former address."""
    changes: list[Record] = [
        {"changedAt": clock.iso(LIFE_BEGINS), "changedTo": "mara.old@example.com"},
        {
            "changedAt": clock.iso(clock.at("2018-08-02T10:00:00")),
            "changedFrom": "mara.old@example.com",
            "changedTo": OWNER_EMAIL,
        },
    ]
    for change in changes:
        setting.ledger.item("contactpts")
        yield {"emailAddressChange": {"accountId": OWNER.id, "emailChange": change}}


def phone_number(setting: Setting) -> Iterator[Record]:
    setting.ledger.item("contactpts")
    yield {"device": {"phoneNumber": OWNER_PHONE}}


def sso(setting: Setting) -> Iterator[Record]:
    setting.ledger.item("contactpts")
    yield {
        "singleSignOnMetaValues": {
            "ssoId": "100000000000000000000",
            "ssoEmail": OWNER_EMAIL,
            "associationMethodType": "Login",
            "createdAt": clock.iso(clock.at("2021-10-03T08:15:00")),
        }
    }


def screen_name_change(setting: Setting) -> Iterator[Record]:
    names = (*OLD_HANDLES, OWNER.handle)
    for number, (before, after) in enumerate(itertools.pairwise(names)):
        setting.ledger.item("profile")
        change = {
            "changedAt": clock.iso(clock.at("2015-05-01") + number * 700 * clock.DAY),
            "changedFrom": before,
            "changedTo": after,
        }
        yield {"screenNameChange": {"accountId": OWNER.id, "screenNameChange": change}}


def protected_history(setting: Setting) -> Iterator[Record]:
    """Three protected weeks within the six months that the file covers."""
    for action, days in (("Protect", 90), ("Unprotect", 69)):
        yield {"protectedHistory": {"protectedAt": clock.iso(setting.now - days * clock.DAY), "action": action}}


def verified(_: Setting) -> Iterator[Record]:
    yield {"verified": {"accountId": OWNER.id, "verified": False}}


def verified_organization(_: Setting) -> Iterator[Record]:
    yield {"verifiedOrganization": {}}


def professional_data(setting: Setting) -> Iterator[Record]:
    setting.ledger.item("profile")
    data: Record = {
        "accountId": OWNER.id,
        "professionalId": str(clock.snowflake(clock.at("2021-11-02"), "professional")),
        "professionalType": "Creator",
        "creationSource": "Web",
        "createdAt": clock.iso(clock.at("2021-11-02T12:00:00")),
        "categories": [{"categoryName": "Cartographer", "setToDisplay": True}],
        "locationSpotlight": [],
    }
    if setting.generation.has("link spotlight"):
        data |= {"appSpotlight": [], "linkSpotlight": []}
    yield {"professionalData": data}


def expanded_profile(_: Setting) -> Iterator[Record]:
    """Empty, as in every archive seen."""
    yield {"expandedProfile": {}}
