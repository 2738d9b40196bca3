"""The table of kinds knows every file name that X has used, and accounts for each."""

from __future__ import annotations

import pytest

from auditor.archive.decoding.readers import READERS
from auditor.archive.kinds import identify, kinds
from auditor.policy.pack import load_pack

EVER_SEEN = """
account account-creation-ip account-label account-suspension account-timezone ad-engagements ad-free-article-visits
ad-impressions ad-mobile-conversions-attributed ad-mobile-conversions-unattributed ad-online-conversions-attributed
ad-online-conversions-unattributed ads-revenue-sharing ageinfo app article article-metadata audio-video-calls-in-dm
audio-video-calls-in-dm-recipient-sessions birdwatch-note birdwatch-note-rating birdwatch-note-tombstone block
branch-links catalog-item commerce-catalog community-note community-note-api-test-note community-note-batsignal
community-note-rating community-note-tombstone community-tweet connected-application contact deleted-note-tweet
deleted-tweet deleted-tweet-headers deleted-tweets device-token direct-message direct-message-group
direct-message-group-headers direct-message-headers direct-message-mute direct-messages direct-messages-group
email-address-change expanded-profile facebook-connection fleet fleet-mute follower following grok-chat-item ip-audit
key-registry like lists-created lists-member lists-subscribed manifest message-event moment mute ni-devices note-tweet
periscope-account-information periscope-ban-information periscope-broadcast-metadata
periscope-comments-made-by-user periscope-expired-broadcasts periscope-followers periscope-profile-description
personalization phone-number product-drop product-set professional-data profile profile-blocks protected-history
reply-prompt saved-search screen-name-change shop-module shopify-account smartblock spaces-metadata sso tweet
tweet-headers tweetdeck tweets twitter-article twitter-article-metadata twitter-circle twitter-circle-member
twitter-circle-tweet twitter-shop user-link-clicks verified verified-organization
""".split()


@pytest.mark.parametrize("name", EVER_SEEN)
def test_a_file_that_x_has_handed_out_is_known_with_its_parts(name: str) -> None:
    kind, part = identify(f"{name}.js")
    assert kind is not None
    assert part == 0
    assert identify(f"{name}-part12.js") == (kind, 12)


@pytest.mark.parametrize("name", kinds())
def test_a_kind_counts_as_something_or_says_why_not(name: str) -> None:
    kind = kinds()[name]
    assert bool(kind.categories) != bool(kind.reason)
    assert set(kind.categories) <= set(load_pack().categories)
    assert kind.reader in READERS
    assert not kind.file or identify(kind.file)[0] is kind or name.startswith("grailbird")


def test_older_names_lead_to_the_newest_kind() -> None:
    renamed = {
        "tweet": "tweets",
        "deleted-tweet": "deleted_tweets",
        "direct-message": "direct_messages",
        "direct-message-group": "direct_messages_group",
        "birdwatch-note-rating": "community_note_rating",
        "twitter-article": "article",
    }
    for old, new in renamed.items():
        kind, _ = identify(f"{old}.js")
        assert kind is not None
        assert kind.name == new


def test_a_month_of_the_oldest_archives_is_known() -> None:
    kind, part = identify("2013_04.js")
    assert kind is not None
    assert (kind.name, part) == ("grailbird_tweets", 201304)


def test_the_number_of_a_second_download_does_not_matter() -> None:
    assert identify("tweets-part2 (1).js") == identify("tweets-part2.js")
    assert identify("like(3).js") == identify("like.js")


def test_what_x_never_had_is_unknown() -> None:
    assert identify("diary.js") == (None, 0)
    assert identify("tweets.json") == (None, 0)
