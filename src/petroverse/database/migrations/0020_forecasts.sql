-- Forecasts as they were made: what was foretold of which question, from which facts, and known when. A line stays as it
-- is; a changed fact gives another stamp, and so another line. 'audience' names exactly what its asker could read: nobody
-- is told a forecast that was made from other rows than the own ones.
create table forecasts (
    organisation text not null references organisations (id),
    id           bigint generated always as identity,
    audience     text not null,
    asked        text not null,
    stamp        text not null,
    question     json not null,
    as_of        timestamptz,
    known_at     timestamptz not null,
    made_at      timestamptz not null,
    made_by      text not null,
    body         json not null,
    primary key (organisation, id),
    unique (organisation, audience, stamp)
);
create index forecasts_by_question on forecasts (organisation, audience, asked, made_at desc);

-- What every method said at one origin, knowing only the months before it: the expensive part of a forecast, kept so that
-- a month costs one more of them, and a worker that takes over begins where another one was killed. 'known_at' is what it
-- was played from: a forecast as of an earlier day uses none that knew more. The body is JSON, deflated.
create table forecast_folds (
    organisation text not null references organisations (id),
    audience     text not null,
    asked        text not null,
    unit         text not null,
    origin       date not null,
    known_at     timestamptz not null,
    made_at      timestamptz not null,
    body         bytea not null,
    primary key (organisation, audience, asked, unit, origin, known_at)
);

-- Questions whose forecasts people look at: made anew when the facts change.
create table forecast_questions (
    organisation text not null references organisations (id),
    person       text not null,
    asked        text not null,
    body         json not null,
    asked_at     timestamptz not null,
    stamp        text not null default '',
    primary key (organisation, person, asked)
);
select private_table(each) from unnest(array['forecasts', 'forecast_folds', 'forecast_questions']) each;
