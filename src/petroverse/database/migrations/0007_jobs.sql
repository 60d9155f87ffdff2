-- Jobs and schedules: work that runs by itself, and what watched folders and addresses held at the last look.
create table jobs (
    id               bigint generated always as identity primary key,
    organisation     text not null references organisations (id),
    kind             text not null check (kind <> ''),
    body             jsonb not null default '{}',
    state            text not null default 'waiting'
                     check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
    unique_key       text check (unique_key <> ''),
    attempts         integer not null default 0,
    most_attempts    integer not null check (most_attempts >= 1),
    run_after        timestamptz not null,
    leased_until     timestamptz,
    worker           text,
    is_cancel_wanted boolean not null default false,
    progress_done    bigint not null default 0,
    progress_total   bigint not null default 0,
    progress_what    text not null default '',
    result           jsonb,
    fault            jsonb,
    made_at          timestamptz not null,
    made_by          text not null,
    finished_at      timestamptz,
    due_at           timestamptz generated always as
                     (case state when 'waiting' then run_after when 'running' then leased_until end) stored,
    check ((state = 'running') = (leased_until is not null and worker is not null)),
    check ((state in ('done', 'failed', 'cancelled')) = (finished_at is not null))
);
create unique index one_job_at_work on jobs (organisation, unique_key) where state in ('waiting', 'running');
create index jobs_due on jobs (due_at, id) where due_at is not null;
create index jobs_by_number on jobs (organisation, id desc);
select private_table('jobs');

create table schedules (
    organisation text not null references organisations (id),
    name         text not null check (name ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    cron         text not null,
    zone         text not null,
    kind         text not null check (kind <> ''),
    body         jsonb not null default '{}',
    is_paused    boolean not null default false,
    next_at      timestamptz not null,
    last_job     bigint,
    made_at      timestamptz not null,
    made_by      text not null,
    primary key (organisation, name)
);
create index schedules_due on schedules (next_at) where not is_paused;
select private_table('schedules');

-- A worker serves every organisation, and no unit of work sees another organisation's jobs: only the two functions
-- below do, in 'public', with their owner's rights, and what they give is one job or the names of what is due.
create policy queue_reads on jobs for select
    using (app_organisation() = 'public' and current_user <> 'petroverse_app');
create policy queue_changes on jobs for update
    using (app_organisation() = 'public' and current_user <> 'petroverse_app')
    with check (app_organisation() = 'public' and current_user <> 'petroverse_app');
create policy queue_reads on schedules for select
    using (app_organisation() = 'public' and current_user <> 'petroverse_app');

create function claim_job(at timestamptz, worker_name text, lease interval, kinds text[], wanted bigint)
    returns setof jobs language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if app_organisation() is distinct from 'public' then
        raise insufficient_privilege using message = 'jobs are claimed in public';
    end if;
    -- Whoever had these is gone, and they are not to be tried again.
    update jobs set
        state = case when is_cancel_wanted then 'cancelled' else 'failed' end,
        fault = case when is_cancel_wanted then null else jsonb_build_object(
            'what', format('the worker stopped in the middle, %s times', attempts), 'where', worker,
            'fix', 'see the log of the platform, then try it again by hand') end,
        finished_at = at, leased_until = null, worker = null
    where id in (
        select id from jobs
        where due_at <= at and state = 'running' and (is_cancel_wanted or attempts >= most_attempts)
        for update skip locked);
    return query update jobs set
        state = 'running', attempts = attempts + 1, worker = worker_name, leased_until = at + lease
    where id = (
        select id from jobs
        where due_at <= at and kind = any (kinds) and (wanted is null or id = wanted)
        order by due_at, id limit 1
        for update skip locked)
    returning *;
end $$;

create function due_schedules(at timestamptz) returns table (organisation text, name text, made_by text)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if app_organisation() is distinct from 'public' then
        raise insufficient_privilege using message = 'schedules are looked through in public';
    end if;
    return query select s.organisation, s.name, s.made_by from schedules s
        where not s.is_paused and s.next_at <= at order by s.next_at;
end $$;
revoke all on function claim_job(timestamptz, text, interval, text[], bigint), due_schedules(timestamptz) from public;
grant execute on function claim_job(timestamptz, text, interval, text[], bigint), due_schedules(timestamptz)
    to petroverse_app;

create function ring_for_jobs() returns trigger language plpgsql as $$
begin
    perform pg_notify('petroverse_jobs', '');
    return null;
end $$;
create trigger ring after insert or update of state on jobs
    for each row when (new.state = 'waiting') execute function ring_for_jobs();

-- What a look at a watched folder found of each file (a watch: a folder, and how it is read), and what an address gave the last time.
create table watched_files (
    organisation text not null references organisations (id),
    watch        text not null,
    name         text not null,
    size_bytes   bigint not null,
    changed_ns   bigint not null,
    sha256       text not null,
    seen_at      timestamptz not null,
    primary key (organisation, watch, name)
);
select private_table('watched_files');
create table fetched_urls (
    organisation  text not null references organisations (id),
    url           text not null,
    etag          text not null,
    last_modified text not null,
    sha256        text not null,
    fetched_at    timestamptz not null,
    primary key (organisation, url)
);
select private_table('fetched_urls');

-- Every platform tidies its lake at night, unless somebody removes or pauses this.
select set_config('app.organisation', 'local', true);
insert into schedules (organisation, name, cron, zone, kind, next_at, made_at, made_by)
values ('local', 'lake-upkeep', '30 2 * * *', 'UTC', 'lake_upkeep',
        (date_trunc('day', now() at time zone 'UTC') + interval '1 day 2 hours 30 minutes') at time zone 'UTC',
        now(), 'owner');
