"""The generations of the archive: which file exists from when to when, and what changed inside the files.

A generation is named by its month (`2026-03`). The two tables are the rule: a kind or a feature belongs to every
month within its span, both ends included. The forms before 2020-03 are other products: `months` and `flat` make them.
"""

from __future__ import annotations

import msgspec

from auditor.demo import clock

FIRST, LAST = "2020-04", "2026-07"
MADE_ON = {
    "2020-04": "2020-04-18",
    "2021-06": "2021-06-22",
    "2022-05": "2022-05-09",
    "2022-11": "2022-11-20",
    "2023-08": "2023-08-05",
    "2025-01": "2025-01-24",
    "2026-03": "2026-03-14",
    "2026-07": "2026-07-25",
}
"""The generations that can be made, and the day each is made on."""
OLDER_MADE_ON = {"2018-07": "2018-07-20", "2019-03": "2019-03-16", "2020-01": "2020-01-21"}
"""The same for the forms before 2020-03: the one by months, and twice the one with every file in the root."""

ALWAYS = (FIRST, LAST)
KINDS: dict[str, tuple[str, str]] = {
    "account": ALWAYS,
    "account_creation_ip": ALWAYS,
    "account_label": ("2022-04", LAST),
    "account_suspension": ALWAYS,
    "account_timezone": ALWAYS,
    "ad_engagements": ALWAYS,
    "ad_free_article_visits": ("2022-10", "2023-02"),
    "ad_impressions": ALWAYS,
    "ad_mobile_conversions_attributed": ALWAYS,
    "ad_mobile_conversions_unattributed": ALWAYS,
    "ad_online_conversions_attributed": ALWAYS,
    "ad_online_conversions_unattributed": ALWAYS,
    "ads_revenue_sharing": ("2023-12", LAST),
    "ageinfo": ALWAYS,
    "app": ("2021-06", LAST),
    "article": ("2024-07", LAST),
    "article_metadata": ("2024-07", LAST),
    "audio_video_calls_in_dm": ("2024-11", "2026-04"),
    "audio_video_calls_in_dm_recipient_sessions": ("2024-11", "2026-04"),
    "birdwatch_note": ("2021-03", "2022-11"),
    "birdwatch_note_rating": ("2021-03", "2022-11"),
    "birdwatch_note_tombstone": ("2022-10", "2022-11"),
    "block": ALWAYS,
    "branch_links": ALWAYS,
    "catalog_item": ("2022-10", LAST),
    "commerce_catalog": ("2022-10", LAST),
    "community_note": ("2023-02", LAST),
    "community_note_api_test_note": ("2025-12", LAST),
    "community_note_batsignal": ("2025-01", LAST),
    "community_note_rating": ("2023-02", LAST),
    "community_note_tombstone": ("2023-02", LAST),
    "community_tweet": ("2021-11", LAST),
    "connected_application": ALWAYS,
    "contact": ALWAYS,
    "deleted_note_tweet": ("2023-06", LAST),
    "deleted_tweet": ("2022-05", "2022-05"),
    "deleted_tweet_headers": ("2022-10", LAST),
    "deleted_tweets": ("2022-10", LAST),
    "device_token": ALWAYS,
    "direct_message_group_headers": ALWAYS,
    "direct_message_headers": ALWAYS,
    "direct_message_mute": ("2021-03", LAST),
    "direct_messages": ALWAYS,
    "direct_messages_group": ALWAYS,
    "email_address_change": ALWAYS,
    "expanded_profile": ("2024-07", LAST),
    "fleet": ("2020-05", "2021-06"),
    "fleet_mute": ("2021-03", "2021-06"),
    "follower": ALWAYS,
    "following": ALWAYS,
    "grok_chat_item": ("2024-07", LAST),
    "ip_audit": ALWAYS,
    "key_registry": ("2023-06", LAST),
    "like": ALWAYS,
    "lists_created": ALWAYS,
    "lists_member": ALWAYS,
    "lists_subscribed": ALWAYS,
    "message_event": ("2026-01", LAST),
    "moment": ALWAYS,
    "mute": ALWAYS,
    "ni_devices": ALWAYS,
    "note_tweet": ("2023-06", LAST),
    "periscope_account_information": (FIRST, "2026-04"),
    "periscope_ban_information": (FIRST, "2026-04"),
    "periscope_broadcast_metadata": (FIRST, "2026-04"),
    "periscope_comments_made_by_user": (FIRST, "2026-04"),
    "periscope_expired_broadcasts": (FIRST, "2026-04"),
    "periscope_followers": (FIRST, "2026-04"),
    "periscope_profile_description": (FIRST, "2026-04"),
    "personalization": ALWAYS,
    "phone_number": ALWAYS,
    "product_drop": ("2022-10", LAST),
    "product_set": ("2022-10", LAST),
    "professional_data": ("2021-11", LAST),
    "profile": ALWAYS,
    "profile_blocks": ("2023-12", "2023-12"),
    "protected_history": ALWAYS,
    "reply_prompt": ("2021-06", LAST),
    "saved_search": ALWAYS,
    "screen_name_change": ALWAYS,
    "shop_module": ("2022-10", LAST),
    "shopify_account": ("2022-10", LAST),
    "smartblock": ("2021-11", LAST),
    "spaces_metadata": ("2021-06", "2026-04"),
    "sso": ("2021-11", LAST),
    "tweet": (FIRST, "2022-05"),
    "tweet_headers": ("2022-10", LAST),
    "tweetdeck": ("2022-03", LAST),
    "tweets": ("2022-10", LAST),
    "twitter_article": ("2022-10", "2023-09"),
    "twitter_article_metadata": ("2022-10", "2023-09"),
    "twitter_circle": ("2022-10", "2023-12"),
    "twitter_circle_member": ("2022-10", "2023-12"),
    "twitter_circle_tweet": ("2022-10", "2023-12"),
    "twitter_shop": ("2022-10", LAST),
    "user_link_clicks": ("2020-06", "2025-01"),
    "verified": ALWAYS,
    "verified_organization": ("2023-12", LAST),
}
"""Kind -> the months its file was seen in. The file of a kind is `data/<kind with - for _>.js`."""

FEATURES: dict[str, tuple[str, str]] = {
    "array on the first line": (FIRST, "2021-03"),
    "edit_info": ("2022-10", LAST),
    "geo": ("2022-10", "2023-02"),
    "reaction as event": (FIRST, "2020-12"),
    "conversation names": ("2024-07", LAST),
    "editHistory": ("2024-11", LAST),
    "loginPortNumber": ("2024-07", LAST),
    "keyRegistryData": ("2024-07", LAST),
    "advertisers": (FIRST, "2023-06"),
    "catalogAudienceAdvertisers": ("2022-10", LAST),
    "link spotlight": ("2024-07", LAST),
    "inferred age": ("2020-06", LAST),
    "organization terms": ("2020-05", LAST),
    "publisherInfo": ("2020-07", LAST),
}
"""What changed inside the files without a new file."""

MEDIA: dict[str, tuple[str, str, str]] = {
    "community_tweet_media": ("community_tweet", "2021-11", LAST),
    "deleted_tweets_media": ("deleted_tweets", "2022-10", LAST),
    "direct_messages_group_media": ("direct_messages_group", FIRST, LAST),
    "direct_messages_media": ("direct_messages", FIRST, LAST),
    "fleet_media": ("fleet", "2020-05", "2021-06"),
    "grok_chat_media": ("grok_chat_item", "2025-01", LAST),
    "moments_media": ("moment", FIRST, LAST),
    "moments_tweets_media": ("moment", FIRST, LAST),
    "profile_media": ("profile", FIRST, LAST),
    "tweet_media": ("tweet", FIRST, "2022-05"),
    "tweets_media": ("tweets", "2022-10", LAST),
    "twitter_article_media": ("twitter_article", "2022-10", "2023-09"),
    "twitter_circle_tweet_media": ("twitter_circle_tweet", "2022-10", "2023-12"),
}
"""Media folder -> the kind whose records it belongs to, and the months the manifest names it."""


class Generation(msgspec.Struct, frozen=True):
    """One generation: its month and the moment its archive is made (milliseconds since 1970 UTC)."""

    month: str
    made_at: int

    @classmethod
    def of(cls, month: str) -> Generation:
        """The generation of that month; ValueError if it is none of `MADE_ON` and `OLDER_MADE_ON`."""
        made_on = OLDER_MADE_ON | MADE_ON
        if month not in made_on:
            raise ValueError(f"no generation {month}; there are {', '.join(made_on)}")
        return cls(month, clock.at(made_on[month] + "T09:41:12"))

    def kinds(self) -> list[str]:
        """The kinds that have a file, in the order of their names."""
        return [kind for kind, span in KINDS.items() if self.within(span)]

    def media(self) -> dict[str, str]:
        """Media folder -> the kind it belongs to."""
        return {folder: kind for folder, (kind, first, last) in MEDIA.items() if self.within((first, last))}

    def has(self, feature: str) -> bool:
        return self.within(FEATURES[feature])

    def within(self, span: tuple[str, str]) -> bool:
        return span[0] <= self.month <= span[1]
