"""Where a link of the guide may lead: the one list of hosts that the product opens for a step."""

from __future__ import annotations

from urllib.parse import urlsplit

HOSTS = frozenset({"x.com", "help.x.com", "privacy.x.com", "grok.com", "x.ai", "accounts.x.ai"})
"""The only hosts that a link of a step may name."""


def is_allowed(link: str) -> bool:
    """Whether a link is plain https on one of `HOSTS`: no port, no user name, no other scheme."""
    parts = urlsplit(link)
    return parts.scheme == "https" and parts.netloc in HOSTS
