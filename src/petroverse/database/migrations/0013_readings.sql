-- The history of readings: what gauges told, kept by the month of its own time; the latest of each tank; and rollups by
-- the minute, the hour and the day (UTC), which are right after every batch, late and corrected readings included.
--
-- Where the server has TimescaleDB in this database, it divides the tables by time itself; else provide_months does.

-- A message is taken in once, whoever sends it however often.
create table taken_messages (
    organisation text not null references organisations (id),
    id           text not null,
    recorded_at  timestamptz not null,
    primary key (organisation, id)
);
create index taken_messages_by_time on taken_messages using brin (recorded_at);

-- Messages that cannot be used, with the reason; nothing is lost because it was written wrongly.
create table set_aside_messages (
    organisation text not null references organisations (id),
    id           text not null,
    reason       text not null,
    content      text not null,
    recorded_at  timestamptz not null,
    primary key (organisation, id)
);

do $$
declare
    is_timescale boolean := exists (select from pg_extension where extname = 'timescaledb');
    each record;
begin
    for each in select * from (values
        ('readings', 'tank text not null, at timestamptz not null, level_m float8, temp_c float8, water_m float8,
            gauge_volume_l float8, observed_volume_l float8, standard_volume_l float8, quality text not null,
            known_at timestamptz not null, recorded_at timestamptz not null, message text not null,
            primary key (organisation, tank, at)'),
        ('meter_readings', 'meter text not null, at timestamptz not null, total_l float8 not null,
            known_at timestamptz not null, recorded_at timestamptz not null, message text not null,
            primary key (organisation, meter, at)'),
        -- What was told of the same instant and is no longer, or never was, the last word on it.
        ('former_readings', 'kind text not null, subject text not null, at timestamptz not null,
            known_at timestamptz not null, message text not null, recorded_at timestamptz not null, body json not null,
            primary key (organisation, kind, subject, at, known_at, message)'),
        -- Figures are of good readings alone; sums are whole micrometres and millilitres, so that no order of adding
        -- changes them.
        ('minute_rollups', 'tank text not null, at timestamptz not null,
            readings integer not null, good integer not null, stuck integer not null, spike integer not null,
            gap integer not null, out_of_range integer not null, water integer not null,
            level_count integer not null, level_sum_um bigint not null, level_min_m float8, level_max_m float8,
            level_first_m float8, level_last_m float8,
            volume_count integer not null, volume_sum_ml bigint not null, volume_min_l float8, volume_max_l float8,
            volume_first_l float8, volume_last_l float8,
            first_at timestamptz, last_at timestamptz, primary key (organisation, tank, at)')
    ) as told (name, columns) loop
        execute format('create table %I (organisation text not null, %s) %s', each.name, each.columns,
                       case when is_timescale then '' else 'partition by range (at)' end);
        if is_timescale then
            perform create_hypertable(each.name::regclass, 'at', chunk_time_interval => interval '1 month');
        end if;
    end loop;
end $$;

create table hour_rollups (like minute_rollups including all) with (fillfactor = 80);
create table day_rollups (like minute_rollups including all) with (fillfactor = 80);

create table latest_readings (
    organisation      text not null references organisations (id),
    tank              text not null,
    place             text not null,
    at                timestamptz not null,
    level_m           float8,
    temp_c            float8,
    water_m           float8,
    gauge_volume_l    float8,
    observed_volume_l float8,
    standard_volume_l float8,
    quality           text not null,
    known_at          timestamptz not null,
    recorded_at       timestamptz not null,
    message           text not null,
    primary key (organisation, tank)
) with (fillfactor = 50);

create table drops (
    organisation text not null references organisations (id),
    tank         text not null,
    started_at   timestamptz not null,
    ended_at     timestamptz not null,
    before_l     float8 not null,
    after_l      float8 not null,
    known_at     timestamptz not null,
    recorded_at  timestamptz not null,
    message      text not null,
    primary key (organisation, tank, started_at)
);

select private_table(each) from unnest(array[
    'taken_messages', 'set_aside_messages', 'readings', 'meter_readings', 'former_readings', 'minute_rollups',
    'hour_rollups', 'day_rollups', 'latest_readings', 'drops']) each;

-- Makes the parts for these months (each a first day, from 2000 to the month after next) where they are missing. A part
-- is attached and not created in place: that lets everybody go on reading and writing. Nobody is granted a part itself.
create function provide_months(months date[]) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    month date;
    parent text;
    part text;
begin
    if (select relkind from pg_class where oid = 'readings'::regclass) <> 'p' then
        return;
    end if;
    foreach month in array months loop
        continue when to_regclass('readings_' || to_char(month, 'YYYY_MM')) is not null;
        if month < '2000-01-01' or month > now() + interval '2 months' or month <> date_trunc('month', month)::date then
            raise check_violation using message = format('%s begins no month that readings are kept for', month);
        end if;
        perform pg_advisory_xact_lock(hashtextextended('readings/months', 0));
        continue when to_regclass('readings_' || to_char(month, 'YYYY_MM')) is not null;
        foreach parent in array array['meter_readings', 'former_readings', 'minute_rollups', 'readings'] loop
            part := parent || '_' || to_char(month, 'YYYY_MM');
            execute format('create table %I (like %I including all) with (fillfactor = %s)', part, parent,
                           case parent when 'minute_rollups' then 80 else 100 end);
            execute format('alter table %I enable row level security', part);
            execute format('alter table %I force row level security', part);
            execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, part,
                           month::timestamp at time zone 'UTC',
                           (month + interval '1 month') at time zone 'UTC');
        end loop;
    end loop;
end $$;
revoke all on function provide_months(date[]) from public;
grant execute on function provide_months(date[]) to petroverse_app;
