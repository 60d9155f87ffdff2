-- Records: what happened, one hash-chained line after the other for each organisation. Never changed, never removed,
-- but with their whole organisation.
create table records (
    organisation   text not null references organisations (id),
    number         bigint not null check (number >= 1),
    kind           text not null check (kind <> ''),
    schema_version smallint not null,
    at             timestamptz not null,
    person         text not null,
    canonical      bytea not null,
    previous_hash  bytea not null check (length(previous_hash) = 32),
    hash           bytea not null check (length(hash) = 32),
    primary key (organisation, number)
);
create index records_by_kind on records (organisation, kind, number);
select tenant_table('records');
revoke update, delete on records from petroverse_app;

create function refuse_change_of_records() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('app.dropping', true) = old.organisation then
        return old;
    end if;
    raise insufficient_privilege using message = 'records are append-only: ' || tg_op || ' refused';
end $$;
create trigger append_only before update or delete on records
    for each row execute function refuse_change_of_records();
create trigger append_only_whole before truncate on records
    for each statement execute function refuse_change_of_records();

-- Drops an organisation whole: its rows in every table of organisations' rows, its records, itself. The platform does
-- it, working in 'public'. It runs with its owner's rights, because nobody else may delete records.
create function drop_organisation(gone text, out removed bigint, out last_number bigint, out last_hash bytea)
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    name text;
    lines bigint;
begin
    if gone in ('public', 'local') or app_organisation() is distinct from 'public' then
        raise insufficient_privilege using message = format('organisation %s cannot be dropped from here', gone);
    end if;
    perform set_config('app.organisation', gone, true), set_config('app.dropping', gone, true);
    select number, hash into last_number, last_hash from records where organisation = gone order by number desc limit 1;
    last_number := coalesce(last_number, 0);
    last_hash := coalesce(last_hash, decode(repeat('00', 32), 'hex'));
    removed := 0;
    for name in
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and a.attname = 'organisation' and not a.attisdropped
        order by c.relname
    loop
        execute format('delete from %I where organisation = $1', name) using gone;
        get diagnostics lines = row_count;
        removed := removed + lines;
    end loop;
    delete from organisations where id = gone;
    perform set_config('app.dropping', '', true), set_config('app.organisation', 'public', true);
end $$;
revoke all on function drop_organisation(text) from public;
grant execute on function drop_organisation(text) to petroverse_app;
