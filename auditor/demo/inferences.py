"""What X concluded about the person: personalization and age."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.demo.people import BRANDS
from auditor.demo.setting import Record, Setting

INTERESTS = (
    "Gardening", "Baking", "Cycling", "Maps", "Radio", "Sailing", "Weather", "Photography", "Knitting", "Trams",
    "Tea", "Kayaking", "Small business", "Local history", "Example United FC", "Letterpress",
)  # fmt: skip
SHOWS = ("The Example Hour", "Lighthouse Keepers", "Bake Off the Wall")
PLACES = ("Exampleshire, Example Region, Germany", "Northport, Example Region, Norway")


def personalization(setting: Setting) -> Iterator[Record]:
    """Every fifth interest was switched off by the person; advertisers end with mid 2023, as X's files do."""
    handles = [f"@{brand.handle}" for brand in BRANDS] if setting.generation.has("advertisers") else []
    audience: Record = {
        "lookalikeAdvertisers": handles,
        "advertisers": handles[:2],
        "doNotReachAdvertisers": handles[3:],
    }
    if setting.generation.has("catalogAudienceAdvertisers"):
        audience["catalogAudienceAdvertisers"] = []
    audience["numAudiences"] = "41" if handles else "0"
    languages = ("English", "German", "Japanese")
    age: Record = {"birthDate": "1985-04-02"}
    if setting.generation.has("inferred age"):
        age = {"age": ["13-54"], **age}
    ledger = setting.ledger
    ledger.item("inferred", len(INTERESTS) + len(SHOWS) + len(languages) + len(handles) + len(handles[:2]))
    ledger.item("inferred", len(handles[3:]) + 1 + ("age" in age))
    ledger.item("lochist", len(PLACES))
    yield {
        "p13nData": {
            "demographics": {
                "languages": [
                    {"language": language, "isDisabled": number == 2} for number, language in enumerate(languages)
                ],
                "genderInfo": {"gender": "female"},
            },
            "interests": {
                "interests": [
                    {"name": interest, "isDisabled": number % 5 == 4} for number, interest in enumerate(INTERESTS)
                ],
                "partnerInterests": [],
                "audienceAndAdvertisers": audience,
                "shows": list(SHOWS),
            },
            "locationHistory": list(PLACES),
            "inferredAgeInfo": age,
        }
    }


def ageinfo(setting: Setting) -> Iterator[Record]:
    setting.ledger.item("inferred")
    yield {"ageMeta": {"ageInfo": {"age": ["40"], "birthDate": "1985-04-02"}}}
