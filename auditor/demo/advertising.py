"""Advertising: impressions, engagements and conversions, several to a record."""

from __future__ import annotations

import random
from collections.abc import Iterator

from auditor.demo import clock, words
from auditor.demo.messages import opaque
from auditor.demo.people import BRANDS
from auditor.demo.setting import Record, Setting
from auditor.demo.text import escape, short_link

IN_ONE_RECORD = 4
CRITERIA = (
    ("Locations", "Exampleshire"),
    ("Languages", "German"),
    ("Age", "35 and up"),
    ("Interests", "Gardening"),
    ("Platforms", "Android"),
    ("Follower look-alikes", "@seedbox_example"),
    ("List", "newsletter readers"),
)


def advertiser(rng: random.Random) -> Record:
    brand = rng.choice(BRANDS)
    return {"advertiserName": brand.name, "screenName": f"@{brand.handle}"}


def impression(setting: Setting, rng: random.Random, time: int) -> Record:
    """One advertisement shown. The line separator U+2028 stands raw in some texts, as it does in real ones."""
    record: Record = {
        "deviceInfo": {"osType": "Android", "deviceId": opaque(rng, 24), "deviceType": "Example Phone 5"},
        "displayLocation": rng.choice(("TimelineHome", "ProfileTweets", "SearchTweets")),
    }
    if rng.random() < 0.1:
        trend = {"trendId": str(rng.randint(10_000, 99_999)), "name": "#KayakWeek", "description": "Out on the water"}
        record["promotedTrendInfo"] = trend
    else:
        sold = escape(words.sentence(rng)) + ("\u2028" if rng.random() < 0.1 else " ") + short_link(rng.getrandbits(40))
        record["promotedTweetInfo"] = {
            "tweetId": str(clock.snowflake(time - clock.DAY, rng.getrandbits(20))),
            "tweetText": sold,
            "urls": ["https://shop.example.com/kayaks"],
            "mediaUrls": [],
        }
    if rng.random() < 0.05 and setting.generation.has("publisherInfo"):
        record["publisherInfo"] = {"publisherName": BRANDS[3].name, "screenName": f"@{BRANDS[3].handle}"}
    criteria = [{"targetingType": kind, "targetingValue": value} for kind, value in rng.sample(CRITERIA, 3)]
    record["advertiserInfo"] = advertiser(rng)
    record["matchedTargetingCriteria"] = criteria
    record["impressionTime"] = clock.ad_time(time)
    return record


def grouped(setting: Setting, name: str, number: int) -> Iterator[list[tuple[random.Random, int]]]:
    """So many events of the last 90 days, a few to a record; each with its chance and time."""
    start = setting.now - 90 * clock.DAY
    for begin in range(0, number, IN_ONE_RECORD):
        yield [
            (setting.chance(name, index), start + index * 88 * clock.DAY // number)
            for index in range(begin, min(number, begin + IN_ONE_RECORD))
        ]


def ad_impressions(setting: Setting) -> Iterator[Record]:
    for group in grouped(setting, "impression", setting.scale.ads):
        shown = [impression(setting, rng, time) for rng, time in group]
        setting.ledger.item("ads", len(shown))
        yield {"ad": {"adsUserData": {"adImpressions": {"impressions": shown}}}}


def ad_engagements(setting: Setting) -> Iterator[Record]:
    for group in grouped(setting, "engagement", setting.scale.ads // 2):
        engagements = [
            {
                "impressionAttributes": impression(setting, rng, time),
                "engagementAttributes": [
                    {"engagementTime": clock.ad_time(time + 1000), "engagementType": "ChargeableImpression"},
                    {"engagementTime": clock.ad_time(time + 4000), "engagementType": "Detail"},
                ],
            }
            for rng, time in group
        ]
        setting.ledger.item("ads", len(engagements))
        yield {"ad": {"adsUserData": {"adEngagements": {"engagements": engagements}}}}


def app_event(rng: random.Random, time: int, *, attributed: bool) -> Record:
    record: Record = {"attributedConversionType": "PostEngagement"} if attributed else {}
    return record | {
        "mobilePlatform": "Android",
        "conversionEvent": rng.choice(("Install", "Login", "Purchase")),
        "applicationName": "Example Tides",
        "conversionValue": "0",
        "conversionTime": clock.ad_time(time),
        "additionalParameters": {"currency": "EUR"} if attributed else {},
    }


def page_event(rng: random.Random, time: int, *, attributed: bool) -> Record:
    record: Record = {"attributedConversionType": "PostView"} if attributed else {}
    return record | {
        "eventType": rng.choice(("page_view", "purchase")),
        "conversionPlatform": "Desktop",
        "conversionUrl": "https://shop.example.com/thanks",
        "advertiserInfo": advertiser(rng),
        "conversionValue": "12",
        "conversionTime": clock.ad_time(time),
        "additionalParameters": {"numItems": "1"},
    }


def conversions(setting: Setting, *, app: bool, attributed: bool) -> Iterator[Record]:
    name = ("attributed" if attributed else "unattributed") + ("MobileAppConversions" if app else "OnlineConversions")
    event = app_event if app else page_event
    for group in grouped(setting, name, 7):
        events = [event(rng, time, attributed=attributed) for rng, time in group]
        setting.ledger.item("ads", len(events))
        yield {"ad": {"adsUserData": {name: {"conversions": events}}}}


def ad_mobile_conversions_attributed(setting: Setting) -> Iterator[Record]:
    return conversions(setting, app=True, attributed=True)


def ad_mobile_conversions_unattributed(setting: Setting) -> Iterator[Record]:
    return conversions(setting, app=True, attributed=False)


def ad_online_conversions_attributed(setting: Setting) -> Iterator[Record]:
    return conversions(setting, app=False, attributed=True)


def ad_online_conversions_unattributed(setting: Setting) -> Iterator[Record]:
    return conversions(setting, app=False, attributed=False)


def ads_revenue_sharing(setting: Setting) -> Iterator[Record]:
    payout = {"paidAt": clock.iso(setting.now - 40 * clock.DAY), "payoutAmountUsd": "10.37"}
    enrolled = clock.iso(setting.now - 200 * clock.DAY)
    yield {"adsRevenueSharing": {"status": "Enrolled", "enrolledAt": enrolled, "payoutHistory": [payout]}}


def user_link_clicks(setting: Setting) -> Iterator[Record]:
    for index in range(6):
        time = setting.now - (index + 1) * 3 * clock.DAY
        click = {
            "tweetId": str(clock.snowflake(time - clock.HOUR, "clicked")),
            "finalUrl": f"https://example.com/reading/{index}",
            "timeStampOfInteraction": clock.iso(time),
        }
        yield {"userInteractionsData": {"linkClick": click}}


def app(setting: Setting) -> Iterator[Record]:
    for number, name in enumerate(("Example Tides", "Example Tram", "Example Notes")):
        setting.ledger.item("devices")
        yield {"app": {"appId": f"com.example.app{number}", "appNames": [name, f"{name} Lite"]}}
