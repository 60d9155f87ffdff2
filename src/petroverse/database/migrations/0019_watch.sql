-- What a review of alarms asks: all that called people, or was kept quiet, within thirty days.
create index alarm_events_by_time on alarm_events (organisation, at desc)
    where word in ('raised', 'returned', 'withdrawn', 'shelved', 'by_design', 'out_of_service');

-- The alarm that makes this one mean nothing as long as it stands, as rule and subject with a blank between.
alter table alarms add column suppressed_by text not null default '';

-- Overfill and losses are kept quiet by two people: what the first one asked, until the second one agrees or it is over.
create table asked_shelvings (
    organisation text not null references organisations (id),
    rule         text not null,
    subject      text not null,
    person       text not null,
    reason       text not null,
    until        timestamptz not null,
    asked_at     timestamptz not null,
    expires_at   timestamptz not null,
    primary key (organisation, rule, subject)
);

-- When each tank runs dry if nothing comes, as watching knows it; written now and then.
create table tank_outlooks (
    organisation  text not null references organisations (id),
    tank          text not null,
    place         text not null,
    as_of         timestamptz not null,
    days_of_cover float8,
    dry_at        timestamptz,
    earliest_at   timestamptz,
    latest_at     timestamptz,
    primary key (organisation, tank)
) with (fillfactor = 70);
select private_table(each) from unnest(array['asked_shelvings', 'tank_outlooks']) each;
