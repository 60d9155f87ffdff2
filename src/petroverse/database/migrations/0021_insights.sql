-- What is worth knowing of an organisation's facts: found again after every change of them, each thing once.

-- 'id' is made of what it is of which month; the body holds its questions, so that anybody can compute it anew. One
-- that later facts do not bear out any more is gone: it is shown no more, and stays the same one if it comes back.
create table insights (
    organisation text not null references organisations (id),
    id           text not null check (id <> '' and length(id) <= 64),
    month        date not null check (extract(day from month) = 1),
    body         json not null,
    found_at     timestamptz not null,
    changed_at   timestamptz not null,
    gone_at      timestamptz,
    primary key (organisation, id)
);
create index insights_by_month on insights (organisation, month desc);
select tenant_table('insights');

-- Which facts were looked through last: another stamp is other facts.
create table insight_looks (
    organisation text primary key references organisations (id),
    stamp        text not null,
    looked_at    timestamptz not null
);
select tenant_table('insight_looks');

create function insight_stamp() returns text language sql stable as $$
    select coalesce((
        select max(import_id) || '/' || count(*) || '/' || coalesce(max(withdrawn_at)::text, '')
        from imports where organisation = app_organisation() and verdict = 'read'), '')
        || coalesce((
        select '/' || max(number) || '/' || count(withdrawn_at)
        from company_aliases where organisation = app_organisation() having count(*) > 0), '')
$$;
