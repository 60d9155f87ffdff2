-- Wrong passwords under a name since the last right one, whether or not somebody has that name: every process counts
-- in one place, and nobody learns from being kept waiting whether there is such an account.
create table sign_in_tries (
    key     bytea primary key check (length(key) = 32),
    failed  integer not null check (failed > 0),
    last_at timestamptz not null
);
create index sign_in_tries_by_time on sign_in_tries (last_at);
alter table sign_in_tries enable row level security;
alter table sign_in_tries force row level security;
create policy platform on sign_in_tries using (app_organisation() = 'public') with check (app_organisation() = 'public');
grant select, insert, update, delete on sign_in_tries to petroverse_app;
