"""Routes of telling people of alarms: receivers, what was told them, and people's own browsers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from pydantic import AwareDatetime

from petroverse.api.callers import Caller
from petroverse.api.receiver_forms import (
    BrowserForm,
    NoticesTold,
    PushKey,
    ReceiverChange,
    ReceiverForm,
    ReceiverMade,
    ReceiverNow,
    Receivers,
    Trial,
)
from petroverse.api.service import Service
from petroverse.core.conditions import RuleName
from petroverse.workflows import (
    add_alarm_receiver,
    change_alarm_receiver,
    drop_alarm_receiver,
    notices_told,
    own_browsers,
    push_key,
    receivers_list,
    subscribe_browser,
    try_alarm_receiver,
)

__all__ = ["receiver_routes"]

_Receiver = Annotated[str, Path(max_length=64)]


def receiver_routes(service: Service) -> APIRouter:
    """Routes of telling people of alarms."""
    routes = APIRouter(prefix="/api", tags=["receivers"])
    _add_receivers(routes, service)
    _add_browsers(routes, service)

    @routes.get("/notices/told", operation_id="notices_told")
    def told(
        reader: Caller,
        *,
        rule: RuleName | None = None,
        subject: Annotated[str, Query(max_length=128)] = "",
        receiver: Annotated[str, Query(max_length=64)] = "",
        before: AwareDatetime | None = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> NoticesTold:
        """What was told of alarms, to whom, and whether it was taken, the last decided first."""
        found = notices_told(
            service.stores, reader, rule=rule or "", subject=subject, receiver=receiver, before=before, limit=limit
        )
        return NoticesTold.model_validate({"told": found})

    return routes


def _add_receivers(routes: APIRouter, service: Service) -> None:
    @routes.get("/receivers", operation_id="receivers")
    def receivers(reader: Caller) -> Receivers:
        """Who is told of alarms, and how each fares."""
        told = {"receivers": receivers_list(service.stores, reader), "sends_mail": service.sends_mail}
        return Receivers.model_validate(told)

    @routes.post("/receivers", operation_id="add_receiver", status_code=201)
    def add(form: ReceiverForm, reader: Caller) -> ReceiverMade:
        """Adds an e-mail address or a webhook; the answer holds a webhook's secret, this once."""
        made = add_alarm_receiver(service.stores, reader, service.ways.keys, form.model_dump())
        return ReceiverMade.model_validate(made)

    @routes.put("/receivers/{receiver}", operation_id="change_receiver")
    def change(receiver: _Receiver, form: ReceiverChange, reader: Caller) -> ReceiverNow:
        """Changes a receiver; one that is switched on again is not told what it missed."""
        told = change_alarm_receiver(service.stores, reader, service.ways.keys, receiver, form.model_dump())
        return ReceiverNow.model_validate(told)

    @routes.delete("/receivers/{receiver}", operation_id="remove_receiver", status_code=204)
    def remove(receiver: _Receiver, reader: Caller) -> Response:
        """Removes a receiver; what it was told stays on the list."""
        drop_alarm_receiver(service.stores, reader, receiver)
        return Response(status_code=204)

    @routes.post("/receivers/{receiver}/test", operation_id="try_receiver")
    def trial(receiver: _Receiver, reader: Caller) -> Trial:
        """Sends a trial at once, and says what came back."""
        return Trial.model_validate(try_alarm_receiver(service.stores, reader, service.ways, receiver))


def _add_browsers(routes: APIRouter, service: Service) -> None:
    @routes.get("/push/key", operation_id="push_key")
    def key(reader: Caller) -> PushKey:  # noqa: ARG001 - whoever is known may ask
        """The key that browsers subscribe under; made when it is first asked for."""
        return PushKey(key=push_key(service.stores, service.ways.keys))

    @routes.get("/push/subscriptions", operation_id="push_subscriptions")
    def browsers(reader: Caller) -> Receivers:
        """The own browsers that are told of alarms."""
        return Receivers.model_validate({"receivers": own_browsers(service.stores, reader)})

    @routes.post("/push/subscriptions", operation_id="subscribe_browser", status_code=201)
    def subscribe(form: BrowserForm, reader: Caller) -> ReceiverNow:
        """Has this browser told; one that is subscribed already is changed."""
        plain: dict[str, Any] = {**form.model_dump(exclude={"keys"}), **form.keys.model_dump()}
        return ReceiverNow.model_validate(subscribe_browser(service.stores, reader, service.ways.keys, plain))

    @routes.delete("/push/subscriptions/{receiver}", operation_id="unsubscribe_browser", status_code=204)
    def unsubscribe(receiver: _Receiver, reader: Caller) -> Response:
        """Tells an own browser nothing any more."""
        drop_alarm_receiver(service.stores, reader, receiver, is_own=True)
        return Response(status_code=204)

    @routes.post("/push/subscriptions/{receiver}/test", operation_id="try_browser")
    def trial(receiver: _Receiver, reader: Caller) -> Trial:
        """Pushes a trial to an own browser at once, and says what came back."""
        told = try_alarm_receiver(service.stores, reader, service.ways, receiver, is_own=True)
        return Trial.model_validate(told)
