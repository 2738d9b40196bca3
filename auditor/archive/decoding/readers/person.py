"""The account, what X infers of its owner, and the apps let into it."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.archive import dates
from auditor.archive.decoding import records
from auditor.archive.decoding.readers.source import Source, detail
from auditor.archive.items import Item
from auditor.archive.text import unescape


def account(row: records.AccountRow, source: Source) -> Iterable[Item]:
    owner = row.account
    made_at = dates.parse(owner.created_at)
    name = f"{owner.account_display_name} @{owner.username}".strip()
    yield source.item("profile", owner.account_id, made_at=made_at, text=name)
    if owner.email:
        yield source.item("contactpts", text=owner.email)


def profile(row: records.ProfileRow, source: Source) -> Iterable[Item]:
    about = row.profile.description
    parts = [unescape(part) for part in (about.bio, about.location, about.website) if part]
    yield source.item("profile", source.account_id or "", text="\n".join(parts) or None)


def older_profile(owner: records.UserDetails, source: Source) -> Iterable[Item]:
    """Name, description and place in the archives of 2012 to 2018."""
    parts = [f"{owner.full_name} @{owner.screen_name}".strip(), unescape(owner.bio), unescape(owner.location)]
    made_at = dates.parse(owner.created_at)
    yield source.item("profile", str(owner.id), made_at=made_at, text="\n".join(part for part in parts if part))


def apps(row: records.ConnectedApplicationRow, source: Source) -> Iterable[Item]:
    app = row.connected_application
    yield source.item(
        "apps",
        app.id,
        made_at=dates.parse(app.approved_at or app.approved_at_msec),
        text=app.name,
        detail=detail(
            permissions=list(app.permissions), organization=app.organization.name, description=app.description
        ),
    )


def inferences(row: records.PersonalizationRow, source: Source) -> Iterable[Item]:
    """Each thing X has inferred is an item of its own."""
    found = row.p13n_data
    interests, audiences = found.interests, found.interests.audience_and_advertisers
    gender = found.demographics.gender_info
    groups: list[tuple[str, Iterable[tuple[str, bool]]]] = [
        ("interest", ((i.name, i.is_disabled) for i in interests.interests)),
        ("partner interest", ((i.name, i.is_disabled) for i in interests.partner_interests)),
        ("show", ((show, False) for show in interests.shows)),
        ("language", ((i.language, i.is_disabled) for i in found.demographics.languages)),
        ("gender", ((gender.gender_override or gender.gender, False),) if gender.gender else ()),
        ("age", ((", ".join(found.inferred_age_info.age), False),) if found.inferred_age_info.age else ()),
        ("advertiser", ((name, False) for name in audiences.advertisers)),
        ("lookalike advertiser", ((name, False) for name in audiences.lookalike_advertisers)),
        ("excluding advertiser", ((name, False) for name in audiences.do_not_reach_advertisers)),
        ("catalog advertiser", ((name, False) for name in audiences.catalog_audience_advertisers)),
    ]
    for sort, entries in groups:
        for number, (text, off) in enumerate(entries):
            yield source.item("inferred", f"{sort}:{number}", text=text, detail=detail(sort=sort, switched_off=off))
    for number, place in enumerate(found.location_history):
        yield source.item("lochist", f"place:{number}", text=place)


def age(row: records.AgeRow, source: Source) -> Iterable[Item]:
    for info in (row.age_meta.age_info, row.age_meta.inferred_age_info):
        if info.age or info.birth_date:
            yield source.item("inferred", text=", ".join(info.age) or info.birth_date, detail=detail(sort="age"))
            return


def key_registry(row: records.KeyRegistryRow, source: Source) -> Iterable[Item]:
    """Devices registered for encrypted messages; in 2023 without an outer key."""
    registry = row.key_registry_data or row
    for number, device in enumerate(registry.registered_devices.device_metadata_list):
        made_at = dates.parse(device.created_at)
        yield source.item("devices", f"device:{number}", made_at=made_at, text=device.user_agent or None)
