-- Organisations, people, and how a table of an organisation's own rows is protected.
--
-- The setting app.organisation names the organisation that a transaction works in; database.unit_of_work sets it.
-- Nothing set: no row. Rows of 'public' are what publishers made known to all: everybody reads them, and only a
-- transaction in 'public' writes them.

create extension if not exists pg_trgm;

create function app_organisation() returns text language sql stable
    return nullif(current_setting('app.organisation', true), '');

create function app_person() returns text language sql stable
    return coalesce(current_setting('app.person', true), '');

-- select tenant_table('name') protects a table with a column organisation: rights for the unit of work's role,
-- row-level security in force for everybody, own rows writable, own and published rows readable.
create procedure protect_rows(name text, readable text) language plpgsql as $$
begin
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy reads on %I for select using (%s)', name, readable);
    execute format('create policy adds on %I for insert with check (organisation = app_organisation())', name);
    execute format('create policy changes on %I for update using (organisation = app_organisation())
                    with check (organisation = app_organisation())', name);
    execute format('create policy drops on %I for delete using (organisation = app_organisation())', name);
    execute format('grant select, insert, update, delete on %I to petroverse_app', name);
end $$;

create function tenant_table(name text) returns void language plpgsql as $$
begin
    call protect_rows(name, 'organisation = app_organisation()
                             or (organisation = ''public'' and app_organisation() is not null)');
end $$;

-- select private_table('name'): the same, but rows of 'public' are read in 'public' alone.
create function private_table(name text) returns void language plpgsql as $$
begin
    call protect_rows(name, 'organisation = app_organisation()');
end $$;

create table organisations (
    id           text primary key check (id ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    name         text not null check (name <> ''),
    is_simulated boolean not null default false,
    country_pack text not null default '',
    created_at   timestamptz not null default now()
);

-- The platform's own work (creating and listing organisations) is done in 'public'.
alter table organisations enable row level security;
alter table organisations force row level security;
create policy reads on organisations for select
    using (id = app_organisation() or app_organisation() = 'public' or (id = 'public' and app_organisation() <> ''));
create policy adds on organisations for insert with check (app_organisation() = 'public');
create policy changes on organisations for update
    using (app_organisation() in (id, 'public')) with check (app_organisation() in (id, 'public'));
create policy drops on organisations for delete using (app_organisation() = id and id not in ('public', 'local'));
grant select, insert, update, delete on organisations to petroverse_app;

-- Row-level security is in force for the owner too, so the first two are added in 'public'.
select set_config('app.organisation', 'public', true);
insert into organisations (id, name) values ('public', 'Published facts'), ('local', 'This organisation');

create table people (
    organisation text not null references organisations (id) on delete cascade,
    id           text not null check (id <> ''),
    name         text not null,
    added_at     timestamptz not null default now(),
    primary key (organisation, id)
);
select private_table('people');

-- Secrets are kept as SHA-256 hashes. They are looked up before it is known whose they are, hence in 'public'.
create table sign_in_links (
    hash       bytea primary key check (length(hash) = 32),
    person     text not null,
    acts_in    text not null references organisations (id) on delete cascade,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create table sessions (
    hash       bytea primary key check (length(hash) = 32),
    person     text not null,
    acts_in    text not null references organisations (id) on delete cascade,
    made_at    timestamptz not null,
    expires_at timestamptz not null
);
alter table sign_in_links enable row level security;
alter table sign_in_links force row level security;
create policy platform on sign_in_links using (app_organisation() = 'public');
alter table sessions enable row level security;
alter table sessions force row level security;
create policy platform on sessions using (app_organisation() = 'public');
grant select, insert, update, delete on sign_in_links, sessions to petroverse_app;
