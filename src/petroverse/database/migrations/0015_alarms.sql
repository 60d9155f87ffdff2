-- What is watched: the memory of each site, how each alarm stands, all that ever happened to it, and what is only told.

-- The memory that watching a site goes on from. It is written now and then: whoever begins takes the messages that were
-- stored since 'as_of' into it once more, and what they lead to is known by its id.
create table site_watches (
    organisation text not null references organisations (id),
    place        text not null check (place <> '' and length(place) <= 128),
    state        json not null,
    as_of        timestamptz not null,
    primary key (organisation, place)
) with (fillfactor = 50);

-- How each alarm stands now. What people did and whether it is so are apart (ISA-18.2).
create table alarms (
    organisation text not null references organisations (id),
    rule         text not null,
    subject      text not null,
    place        text not null,
    status       text not null
        check (status in ('normal', 'unacknowledged', 'acknowledged', 'returned_unacknowledged', 'latched')),
    is_active    boolean not null,
    is_unacked   boolean not null,
    priority     text not null check (priority in ('low', 'medium', 'high')),
    quiet_until  timestamptz,
    begun_at     timestamptz,
    ended_at     timestamptz,
    litres       float8,
    body         json not null,
    changed_at   timestamptz not null,
    primary key (organisation, rule, subject)
) with (fillfactor = 70);
create index alarms_open on alarms (organisation, priority, begun_at) where is_active or is_unacked;

-- All that happened to alarms; a line is never changed, and one that is told twice is one.
create table alarm_events (
    organisation text not null references organisations (id),
    id           text not null,
    number       bigint not null generated always as identity,
    place        text not null,
    rule         text not null,
    subject      text not null,
    word         text not null,
    at           timestamptz not null,
    priority     text not null,
    person       text not null default '',
    body         json not null,
    recorded_at  timestamptz not null,
    primary key (organisation, id)
);
create index alarm_events_by_number on alarm_events (organisation, number);
create index alarm_events_by_alarm on alarm_events (organisation, rule, subject, number);

-- Conditions that call nobody: another list.
create table notices (
    organisation text not null references organisations (id),
    rule         text not null,
    subject      text not null,
    place        text not null,
    begun_at     timestamptz not null,
    ended_at     timestamptz,
    litres       float8,
    body         json not null,
    changed_at   timestamptz not null,
    primary key (organisation, rule, subject, begun_at)
);

-- What each kind of condition means to the people who answer it; drafts too.
create table alarm_rules (
    organisation text not null references organisations (id),
    name         text not null,
    subject      text not null default '',
    body         json not null,
    changed_at   timestamptz not null,
    changed_by   text not null,
    primary key (organisation, name, subject)
);
select private_table(each) from unnest(array[
    'site_watches', 'alarms', 'alarm_events', 'notices', 'alarm_rules']) each;
