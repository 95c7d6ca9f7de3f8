"""Addresses of the web: whole ones of ours, and others compared as people mean them, however they were copied."""

from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings

# What campaigns and social networks hang on an address; the page is the same without.
TRACKING = {"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ref_src", "cmpid", "_ga"}


def absolute(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def domain_of(url: str) -> str:
    """The host of an address without "www."; empty for what is no address."""
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")[:255]


def plain_address(url: str) -> str:
    """An address without scheme, "www.", final slash, fragment and tracking parameters; empty for what is none."""
    domain = domain_of(url)
    if not domain:
        return ""
    address = urlsplit(url.strip())
    said = parse_qsl(address.query, keep_blank_values=True)
    kept = sorted((key, value) for key, value in said if key not in TRACKING and not key.startswith("utm_"))
    query = urlencode(kept, errors="replace")
    return f"{domain}{address.path.rstrip('/')}{query and f'?{query}'}"


def address_digest(url: str) -> str:
    """What two addresses of one page have in common, short enough for any index; empty for what is no address."""
    address = plain_address(url)
    return sha256(address.encode("utf-8", "replace")).hexdigest() if address else ""
