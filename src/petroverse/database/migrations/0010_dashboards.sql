-- Saved views and dashboards: what a person wants to see again, the person's own or shared within the organisation.
-- They hold questions and no figures. Nobody sees another's that is not shared, whatever the program asks.

-- An organisation that is removed takes everybody's with it.
create function app_may_see(person text, is_shared boolean) returns boolean language sql stable
    return is_shared or person = app_person() or coalesce(current_setting('app.dropping', true), '') <> '';

create table saved_views (
    organisation text not null references organisations (id),
    id           text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    person       text not null check (person <> ''),
    name         text not null check (name <> '' and length(name) <= 120),
    path         text not null check (path ~ '^/([^/\\]|$)' and length(path) <= 4000),
    is_shared    boolean not null,
    made_at      timestamptz not null,
    primary key (organisation, id),
    unique (organisation, person, name)
);

create table dashboards (
    organisation text not null references organisations (id),
    id           text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    person       text not null check (person <> ''),
    is_shared    boolean not null,
    version      integer not null check (version > 0),
    made_at      timestamptz not null,
    deleted_at   timestamptz,
    deleted_by   text,
    primary key (organisation, id)
);

-- Every save is a line of its own; none is changed. `json` keeps the order in which things were written.
create table dashboard_versions (
    organisation  text not null,
    dashboard     text not null,
    version       integer not null check (version > 0),
    content       json not null check (length(content::text) <= 1000000),
    note          text not null check (length(note) <= 300),
    restored_from integer,
    changed_at    timestamptz not null,
    changed_by    text not null,
    primary key (organisation, dashboard, version),
    foreign key (organisation, dashboard) references dashboards (organisation, id) on delete cascade
);

create procedure protect_own_rows(name text, visible text) language plpgsql as $$
begin
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own on %I using (organisation = app_organisation() and %s)
                    with check (organisation = app_organisation())', name, visible);
end $$;
call protect_own_rows('saved_views', 'app_may_see(person, is_shared)');
call protect_own_rows('dashboards', 'app_may_see(person, is_shared)');
call protect_own_rows('dashboard_versions',
    'exists (select 1 from dashboards d where d.organisation = dashboard_versions.organisation
             and d.id = dashboard_versions.dashboard)');
grant select, insert, update, delete on saved_views, dashboards to petroverse_app;
grant select, insert on dashboard_versions to petroverse_app;
