"""Routes of alarms: how they stand, what happened, what people do about them, and the rules that make them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime

from petroverse.api.alarm_forms import (
    AlarmDeed,
    AlarmHistory,
    AlarmRuleForm,
    AlarmRuleNow,
    AlarmRules,
    Alarms,
    AlarmTold,
    Notices,
)
from petroverse.api.alarm_review import add_alarm_review
from petroverse.api.callers import Caller
from petroverse.api.service import Service
from petroverse.core.conditions import RuleName
from petroverse.workflows import (
    alarm_history,
    alarm_rules_list,
    alarms_list,
    drop_alarm_rule,
    handle_alarm,
    notices_list,
    write_alarm_rule,
)

__all__ = ["alarm_routes"]

_Name = Annotated[str, Query(max_length=128)]


def alarm_routes(service: Service) -> APIRouter:
    """Routes of alarms."""
    routes = APIRouter(prefix="/api/alarms", tags=["alarms"])
    _add_lists(routes, service)
    _add_rules(routes, service)
    add_alarm_review(routes, service)

    @routes.post("/deeds", operation_id="handle_alarm")
    def handle(deed: AlarmDeed, reader: Caller) -> AlarmTold:
        """Acknowledges, resets, keeps quiet, lets speak again, or writes beside an alarm; it is on record."""
        more = deed.model_dump(exclude={"does", "rule", "subject"}, exclude_none=True)
        told = handle_alarm(service.stores, reader, deed.does, (deed.rule, deed.subject), more)
        return AlarmTold.model_validate(told)

    return routes


def _add_lists(routes: APIRouter, service: Service) -> None:
    @routes.get("", operation_id="alarms")
    def alarms(
        reader: Caller,
        *,
        is_open: Annotated[bool, Query(alias="open", description="Only what is so or waits for a person.")] = True,
        place: _Name = "",
        rule: RuleName | None = None,
        subject: _Name = "",
        priority: Annotated[str, Query(pattern="^(low|medium|high)?$")] = "",
    ) -> Alarms:
        """Alarms as they stand; the counts are of all that are open, whatever is asked for."""
        told = alarms_list(
            service.stores, reader, is_open=is_open, place=place, rule=rule or "", subject=subject, priority=priority
        )
        return Alarms.model_validate(told)

    @routes.get("/history", operation_id="alarm_history")
    def history(
        reader: Caller,
        *,
        place: _Name = "",
        rule: RuleName | None = None,
        subject: _Name = "",
        before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> AlarmHistory:
        """What happened to alarms, the last written first."""
        told = alarm_history(
            service.stores, reader, place=place, rule=rule or "", subject=subject, before=before, limit=limit
        )
        return AlarmHistory.model_validate(told)

    @routes.get("/notices", operation_id="notices")
    def notices(
        reader: Caller,
        place: _Name = "",
        subject: _Name = "",
        before: AwareDatetime | None = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> Notices:
        """Conditions that call nobody, because no rule says that they should, the newest first."""
        since: datetime | None = before
        found = notices_list(service.stores, reader, place=place, subject=subject, before=since, limit=limit)
        return Notices.model_validate({"notices": found})


def _add_rules(routes: APIRouter, service: Service) -> None:
    @routes.get("/rules", operation_id="alarm_rules")
    def rules(reader: Caller) -> AlarmRules:
        """The rules that make alarms of conditions, drafts too."""
        return AlarmRules.model_validate({"rules": alarm_rules_list(service.stores, reader)})

    @routes.put("/rules", operation_id="save_alarm_rule")
    def save_rule(form: AlarmRuleForm, reader: Caller) -> AlarmRuleNow:
        """Saves a rule; one that is to call people needs all that a person must know of it, and you approve it."""
        told = write_alarm_rule(
            service.stores, reader, form.model_dump(exclude={"is_enabled"}), is_enabled=form.is_enabled
        )
        return AlarmRuleNow.model_validate(told)

    @routes.delete("/rules", operation_id="delete_alarm_rule", status_code=204)
    def delete_rule(name: RuleName, reader: Caller, subject: _Name = "") -> Response:
        """Deletes a rule: its condition calls nobody any more."""
        drop_alarm_rule(service.stores, reader, name, subject)
        return Response(status_code=204)
