"""A value that nobody sees by accident: it must be asked for by name."""

from __future__ import annotations

from typing import Final, NoReturn

from petroverse.vault.faults import SecretRefused

__all__ = ["Secret"]

_LONGEST: Final = 64 * 1024


class Secret:
    """A password, token or key in text that only ``reveal`` shows; printed, logged or formatted it is ``Secret(…)``.

    Args:
        value: The text, 1 to 65,536 bytes in UTF-8.

    Raises:
        SecretRefused: The text is empty, too long, or no valid Unicode.

    Example:
        >>> password = Secret("hunter2")
        >>> f"{password} {password!r}"
        'Secret(…) Secret(…)'
        >>> password.reveal()
        'hunter2'
    """

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        try:
            size = len(value.encode())
        except UnicodeEncodeError:
            raise SecretRefused("the secret is not valid Unicode text", fix="give it as UTF-8") from None
        if not 0 < size <= _LONGEST:
            raise SecretRefused(f"a secret of {size} bytes", fix=f"give 1 to {_LONGEST:,} bytes")
        self.__value = value

    def reveal(self) -> str:
        """The value itself; hand it straight to what needs it."""
        return self.__value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, _: object) -> Secret:
        return self

    def __reduce_ex__(self, _: object) -> NoReturn:
        raise TypeError("a Secret is not written down; keep it in the vault and open it where it is needed")
