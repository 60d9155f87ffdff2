"""The wire form of a Sparkplug B payload, as far as gauges need it: a protobuf type made from numbers.

Source: Sparkplug 3.0.0, section 6.4 and appendix A. What is left out (data sets, templates, metadata) is stepped over.
"""

from __future__ import annotations

from typing import Any, Final

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory  # type: ignore[import-untyped]
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]

__all__ = ["DecodeError", "WirePayload"]

_OPTIONAL: Final = descriptor_pb2.FieldDescriptorProto.LABEL_OPTIONAL
_REPEATED: Final = descriptor_pb2.FieldDescriptorProto.LABEL_REPEATED

_NUMBERS: Final[dict[str, tuple[tuple[str, int, str], ...]]] = {
    "PropertyValue": (("is_null", 2, "bool"), ("int_value", 3, "uint32"), ("long_value", 4, "uint64")),
    "PropertySet": (("keys", 1, "strings"), ("values", 2, "PropertyValue")),
    "Metric": (
        ("name", 1, "string"),
        ("alias", 2, "uint64"),
        ("timestamp", 3, "uint64"),
        ("datatype", 4, "uint32"),
        ("is_historical", 5, "bool"),
        ("is_null", 7, "bool"),
        ("properties", 9, "PropertySet?"),
        ("int_value", 10, "uint32|"),
        ("long_value", 11, "uint64|"),
        ("float_value", 12, "float|"),
        ("double_value", 13, "double|"),
        ("boolean_value", 14, "bool|"),
        ("string_value", 15, "string|"),
    ),
    "Payload": (("timestamp", 1, "uint64"), ("metrics", 2, "Metric"), ("seq", 3, "uint64")),
}
"""Message → field, number, type: with ``|`` one of the metric's values, with ``?`` one message, else many of them."""


def _made() -> Any:  # noqa: ANN401  a type that exists at run time alone
    file = descriptor_pb2.FileDescriptorProto(name="sparkplug_b", package="sparkplug_b", syntax="proto2")
    for name, rows in _NUMBERS.items():
        message = file.message_type.add(name=name)
        if any(kind.endswith("|") for _, _, kind in rows):
            message.oneof_decl.add(name="value")
        for field, number, kind in rows:
            _add(message, field, number, kind)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("sparkplug_b.Payload"))


def _add(message: Any, field: str, number: int, kind: str) -> None:  # noqa: ANN401
    plain = kind.rstrip("|?s") if kind == "strings" else kind.rstrip("|?")
    is_message = plain in _NUMBERS
    is_many = kind == "strings" or (is_message and not kind.endswith("?"))
    added = message.field.add(name=field, number=number, label=_REPEATED if is_many else _OPTIONAL)
    if is_message:
        added.type = descriptor_pb2.FieldDescriptorProto.TYPE_MESSAGE
        added.type_name = f".sparkplug_b.{plain}"
    else:
        added.type = getattr(descriptor_pb2.FieldDescriptorProto, f"TYPE_{plain.upper()}")
    if kind.endswith("|"):
        added.oneof_index = 0


WirePayload: Final = _made()
"""The protobuf type; a fault of its parser is ``DecodeError``."""
