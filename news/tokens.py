"""Tokens of links that open something without a login: made here, signed, and stored only as a digest."""

import secrets
from hashlib import sha256

from django.core.signing import BadSignature, Signer

BYTES = 16


def _signer() -> Signer:
    # A separator that may stand in an address and in no part of a token.
    return Signer(salt="news.share", sep=".")


def new_token() -> str:
    """A token that nobody can guess: random, with our signature."""
    return _signer().sign(secrets.token_urlsafe(BYTES))


def is_ours(token: str) -> bool:
    """Whether it was made here; compared in the same time for every token, and without asking the database."""
    try:
        _signer().unsign(token)
    except BadSignature:
        return False
    return True


def digest_of(token: str) -> str:
    """What is stored of a token: 64 hexadecimal digits, which lead back to none."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
