"""Logins, devices and connected apps."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.demo import clock
from auditor.demo.messages import opaque
from auditor.demo.people import OWNER
from auditor.demo.setting import Record, Setting

APPS = (
    ("Example Scheduler", ("read", "write")),
    ("Example Photo Wall", ("read",)),
    ("Example Inbox", ("read", "write", "directmessages")),
    ("Example Login", ("read", "emailaddress")),
    ("Example Game Night", ("read", "write")),
)


def ip_audit(setting: Setting) -> Iterator[Record]:
    """Newest first, over the last two months."""
    number = max(3, setting.scale.logins)
    for index in range(number):
        setting.ledger.item("devices")
        record: Record = {
            "accountId": OWNER.id,
            "createdAt": clock.iso(setting.now - index * 60 * clock.DAY // number - clock.MINUTE),
            "loginIp": (f"203.0.113.{index % 200 + 1}", f"2001:db8::{index % 65536:x}")[index % 7 == 6],
        }
        if setting.generation.has("loginPortNumber"):
            record["loginPortNumber"] = "0"
        yield {"ipAudit": record}


def device_token(setting: Setting) -> Iterator[Record]:
    for index in range(6):
        setting.ledger.item("devices")
        made = clock.at("2016-04-01") + index * 200 * clock.DAY
        yield {
            "deviceToken": {
                "clientApplicationId": str(3_000_000 + index),
                "token": opaque(setting.chance("token", index), 30),
                "createdAt": clock.iso(made),
                "lastSeenAt": clock.iso(made + 90 * clock.DAY),
                "clientApplicationName": "Twitter Web App (Twitter. Inc)",
            }
        }


def ni_devices(setting: Setting) -> Iterator[Record]:
    """A telephone and an app that gets notifications: the two forms."""
    phone = {
        "deviceType": "Auth",
        "carrier": "example_carrier",
        "phoneNumber": "+15550100",
        "createdDate": clock.dotted(clock.at("2019-02-03")),
        "updatedDate": clock.dotted(clock.at("2020-02-03")),
    }
    app = {
        "deviceVersion": "Example Phone 5",
        "deviceType": "Twitter for Android",
        "token": opaque(setting.chance("push"), 40),
        "udid": "demo-device-1",
        "createdDate": clock.dotted(clock.at("2019-11-12")),
        "updatedDate": clock.dotted(setting.now - 40 * clock.DAY),
    }
    devices: tuple[Record, ...] = ({"messagingDevice": phone}, {"pushDevice": app})
    for device in devices:
        setting.ledger.item("devices")
        yield {"niDeviceResponse": device}


def connected_application(setting: Setting) -> Iterator[Record]:
    for index, (name, permissions) in enumerate(APPS):
        setting.ledger.item("apps")
        organization: Record = {"name": f"{name} Ltd", "url": f"https://example.com/apps/{index}"}
        if index % 2 and setting.generation.has("organization terms"):
            organization |= {
                "privacyPolicyUrl": f"https://example.com/apps/{index}/privacy",
                "termsAndConditionsUrl": f"https://example.com/apps/{index}/terms",
            }
        yield {
            "connectedApplication": {
                "organization": organization,
                "name": name,
                "description": "An app that exists only in this demonstration",
                "permissions": list(permissions),
                "approvedAt": clock.iso(clock.at("2015-06-01") + index * 390 * clock.DAY),
                "id": str(5_000_100 + index),
            }
        }
