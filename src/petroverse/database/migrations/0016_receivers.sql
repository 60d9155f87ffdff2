-- Who is told of alarms outside of the browser, and what was told: decided once, sent at least once under one id.

-- What is secret of an address lies sealed in 'secrets' under 'receiver-' and the id; 'address' may be shown.
create table receivers (
    organisation  text not null references organisations (id),
    id            text not null check (id ~ '^[0-9a-f]{16}$'),
    name          text not null check (name <> '' and length(name) <= 128),
    kind          text not null check (kind in ('mail', 'webhook', 'push')),
    address       text not null check (address <> ''),
    person        text not null default '',
    fingerprint   text not null default '',
    wants         json not null,
    is_enabled    boolean not null default true,
    since         timestamptz not null,
    made_at       timestamptz not null,
    made_by       text not null,
    last_sent_at  timestamptz,
    failing_since timestamptz,
    fault         json,
    primary key (organisation, id)
);
create unique index one_receiver_a_browser on receivers (organisation, person, fingerprint) where fingerprint <> '';

-- The name of the receiver stays when the receiver is gone.
create table told_notices (
    organisation  text not null references organisations (id),
    id            text not null,
    receiver      text not null,
    receiver_name text not null,
    title         text not null,
    body          json not null,
    state         text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
    tries         integer not null default 0,
    fault         json,
    at            timestamptz not null,
    sent_at       timestamptz,
    primary key (organisation, id)
);
create index told_notices_by_time on told_notices (organisation, at desc);
create index told_notices_waiting on told_notices (organisation, receiver) where state = 'waiting';

create table told_alarms (
    organisation text not null references organisations (id),
    notice       text not null,
    receiver     text not null,
    rule         text not null,
    subject      text not null,
    place        text not null,
    word         text not null check (word in ('began', 'was', 'ended', 'withdrawn')),
    begun_at     timestamptz not null,
    times        integer not null,
    at           timestamptz not null,
    primary key (organisation, notice, rule, subject),
    foreign key (organisation, notice) references told_notices (organisation, id) on delete cascade
);
create index told_alarms_last on told_alarms (organisation, receiver, rule, subject, at desc);
create index told_alarms_of on told_alarms (organisation, rule, subject, at desc);
create index alarm_events_raised on alarm_events (organisation, recorded_at) where word = 'raised';
select private_table(each) from unnest(array['receivers', 'told_notices', 'told_alarms']) each;

-- The platform looks for every organisation that has somebody to tell, as it does for due schedules.
create policy telling_reads on receivers for select
    using (app_organisation() = 'public' and current_user <> 'petroverse_app');
create function telling_organisations() returns table (organisation text)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if app_organisation() is distinct from 'public' then
        raise insufficient_privilege using message = 'receivers are looked through in public';
    end if;
    return query select distinct r.organisation from receivers r where r.is_enabled order by 1;
end $$;
revoke all on function telling_organisations() from public;
grant execute on function telling_organisations() to petroverse_app;
