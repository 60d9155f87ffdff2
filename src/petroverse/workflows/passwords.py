"""Passwords: long enough, not one of those that everybody tries, and kept as argon2id alone."""

from __future__ import annotations

from typing import Final

from petroverse.core.errors import InputRefused
from petroverse.core.grants import PUBLIC, PersonId
from petroverse.core.rights import Right, RightMissing
from petroverse.database import find_account, find_credentials, set_password_hash
from petroverse.workflows.stores import Reader, Stores

__all__ = ["MINIMUM_LENGTH", "PasswordRefused", "change_password", "is_right_password", "password_hash"]

MINIMUM_LENGTH: Final = 12
_MAXIMUM_LENGTH: Final = 1024
_FEWEST_LETTERS: Final = 5
"""Different characters that a password has at least."""
_WORST: Final = frozenset(
    (  # noqa: SIM905 - a list of words reads as words
        "password petroverse petroleum administrator administrador welcome letmein qwertyuiop qwerty qwertyasdf "
        "iloveyou sunshine football princess superman trustno changeme default secret passphrase correcthorse "
        "correcthorsebattery correcthorsebatterystaple qazwsx zaqwsx abcdefghijkl asdfghjkl zxcvbnm monkey dragon "
        "master baseball starwars whatever admin root user guest test owner platform"
    ).split()
)
"""What a password may not be made of alone, once or again, with digits and marks around it."""
_NOBODYS: Final = "$argon2id$v=19$m=65536,t=3,p=4$VBRyqQ4CYx4Q3Kq4Q0mZ0w$4lXqLbqHXLsvxlSr0Yk3wNM3GgUMVcXq0b0nQmYqj9s"
"""A hash of no password, so that trying an unknown name takes as long as trying a known one."""


class PasswordRefused(InputRefused):
    """A password is too short, too common, or a name."""


def password_hash(password: str, *, name: str = "", email: str = "") -> str:
    """A password as argon2id keeps it.

    Args:
        password: As it was typed.
        name: The person's name, which it may not be.
        email: The person's e-mail address, which it may not be.

    Raises:
        PasswordRefused: It is too short, one of those that everybody tries first, or the person's name or address.
    """
    from argon2 import PasswordHasher

    _refuse_weak(password, name, email)
    return PasswordHasher().hash(password.encode("utf-8", "surrogatepass"))


def is_right_password(kept: str | None, password: str) -> bool:
    """Whether a password is the one that a hash was made of; as slow where there is no hash."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        is_right = PasswordHasher().verify(
            kept or _NOBODYS, password[:_MAXIMUM_LENGTH].encode("utf-8", "surrogatepass")
        )
    except (VerificationError, InvalidHashError):
        return False
    return is_right and kept is not None


def change_password(stores: Stores, reader: Reader, person: str, password: str, *, old: str = "") -> None:
    """Gives a person another password and ends every session of that person.

    Args:
        stores: Where accounts are kept.
        reader: An admin of the platform, or the person.
        person: Whose: id or e-mail address.
        password: The new one.
        old: The one before, which the person itself must know.

    Raises:
        PasswordRefused: The new one is too weak.
        RightMissing: The reader is somebody else, or the old password is wrong.
        RowNotFound: There is no such account; only an admin of the platform learns that.
    """
    with stores.database.reading(PUBLIC, reader.person) as uow:
        account = find_account(uow, person if Right.PLATFORM in reader.rights else reader.person)
        known = find_credentials(uow, person=account.id)
    kept = known.password_hash if known else None
    is_own = account.id == reader.person and person.casefold() in (account.id, account.email.casefold())
    may = is_right_password(kept, old) and not reader.token if is_own else Right.PLATFORM in reader.rights
    if not may:
        raise RightMissing(f"{reader.person} may not set this password", fix="give the old one, or ask an admin")
    hashed = password_hash(password, name=account.name, email=account.email)
    with stores.database.unit_of_work(PUBLIC, reader.person) as uow:
        set_password_hash(uow, PersonId(account.id), hashed)
    stores.readers.forget()


def _refuse_weak(password: str, name: str, email: str) -> None:
    if not MINIMUM_LENGTH <= len(password) <= _MAXIMUM_LENGTH:
        fix = f"take {MINIMUM_LENGTH} to {_MAXIMUM_LENGTH} characters; a few words are good"
        raise PasswordRefused(f"the password has {len(password)} characters", where="password", fix=fix)
    letters = _letters(password)
    names = {_letters(each) for each in (name, email, email.partition("@")[0])}
    is_worst = any(letters == word * (len(letters) // len(word)) for word in filter(None, _WORST | names))
    if is_worst or len(set(password)) < _FEWEST_LETTERS:
        raise PasswordRefused("everybody tries this password first", where="password", fix="take a few words of yours")


def _letters(text: str) -> str:
    """The letters alone, in lower case; nothing where there are none."""
    return "".join(each for each in text.casefold() if each.isalpha())
