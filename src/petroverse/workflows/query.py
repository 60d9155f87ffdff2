"""Query: a typed question under a grant becomes one answer that says where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from petroverse.workflows.stores import Reader, Stores

__all__ = ["Answer", "answer_question", "question_from_json"]


@dataclass(frozen=True, slots=True)
class Answer:
    json_bytes: bytes = b"{}"


def question_from_json(raw: Mapping[str, Any]) -> Any:
    raise NotImplementedError


def answer_question(stores: Stores, question: Any, reader: Reader) -> Answer:
    raise NotImplementedError
