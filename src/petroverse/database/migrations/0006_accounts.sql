-- Accounts, memberships with roles and row rules, tokens, invitations, and what organisations share.
--
-- Who somebody is belongs to the platform, which works in 'public'; what somebody is in an organisation belongs to the
-- organisation. Secrets are looked up before it is known whose they are, hence in 'public' too.

create table accounts (
    id                text primary key check (id ~ '^[a-z0-9][a-z0-9._-]{0,62}$' and id not in ('owner', 'platform')),
    name              text not null check (name <> '' and lower(name) not in ('owner', 'platform')),
    email             text not null check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
    is_platform_admin boolean not null default false,
    made_at           timestamptz not null,
    disabled_at       timestamptz
);
create unique index one_account_an_email on accounts (lower(email));

create table credentials (
    person        text primary key references accounts (id) on delete cascade,
    password_hash text,
    issuer        text,
    subject       text,
    failed_tries  integer not null default 0,
    locked_until  timestamptz,
    unique (issuer, subject),
    check ((issuer is null) = (subject is null))
);

create table memberships (
    organisation text not null references organisations (id) check (organisation <> 'public'),
    person       text not null references accounts (id) on delete cascade,
    role         text not null check (role in ('viewer', 'analyst', 'operator', 'admin', 'regulator')),
    row_rules    jsonb not null default '{}' check (jsonb_typeof(row_rules) = 'object'),
    measures     text[],
    since        timestamptz not null,
    primary key (organisation, person)
);
create index memberships_of_a_person on memberships (person, organisation);

create table tokens (
    id           text primary key check (id ~ '^[a-z0-9]{12}$'),
    hash         bytea not null check (length(hash) = 32),
    organisation text not null references organisations (id),
    person       text not null check (person <> ''),
    name         text not null check (name <> ''),
    scopes       text[] not null check (cardinality(scopes) > 0),
    made_at      timestamptz not null,
    made_by      text not null,
    expires_at   timestamptz not null check (expires_at <= made_at + interval '366 days'),
    revoked_at   timestamptz,
    revoked_by   text,
    last_used_at timestamptz
);
create index tokens_of_an_organisation on tokens (organisation, person);

create table invitations (
    number       bigint generated always as identity primary key,
    hash         bytea not null unique check (length(hash) = 32),
    organisation text not null references organisations (id) check (organisation <> 'public'),
    email        text not null check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
    role         text not null check (role in ('viewer', 'analyst', 'operator', 'admin', 'regulator')),
    row_rules    jsonb not null default '{}' check (jsonb_typeof(row_rules) = 'object'),
    measures     text[],
    made_at      timestamptz not null,
    made_by      text not null,
    expires_at   timestamptz not null,
    used_at      timestamptz,
    used_by      text
);

-- One line for each time that an organisation lets another read its facts; datasets null: all of them.
create table shares (
    number       bigint generated always as identity primary key,
    organisation text not null references organisations (id) check (organisation not in ('public', 'sample')),
    reader       text not null references organisations (id) on delete cascade
                 check (reader not in ('public', 'sample') and reader <> organisation),
    datasets     text[] check (cardinality(datasets) > 0),
    since        timestamptz not null,
    made_by      text not null,
    ended_at     timestamptz,
    ended_by     text
);
create unique index one_share_in_force on shares (organisation, reader) where ended_at is null;
create index shares_with_a_reader on shares (reader) where ended_at is null;

-- The platform's own: who somebody is, and how it is proved.
alter table accounts enable row level security;
alter table accounts force row level security;
create policy platform on accounts using (app_organisation() = 'public') with check (app_organisation() = 'public');
create policy members on accounts for select
    using (exists (select 1 from memberships m where m.person = accounts.id and m.organisation = app_organisation()));
alter table credentials enable row level security;
alter table credentials force row level security;
create policy platform on credentials using (app_organisation() = 'public') with check (app_organisation() = 'public');
grant select, insert, update, delete on accounts, credentials to petroverse_app;

-- An organisation's own, which the platform reads to find out who asks.
select private_table(each) from unnest(array['memberships', 'tokens', 'invitations', 'shares']) each;
create policy platform_reads on memberships for select using (app_organisation() = 'public');
create policy platform_reads on tokens for select using (app_organisation() = 'public');
create policy platform_notes_use on tokens for update
    using (app_organisation() = 'public') with check (app_organisation() = 'public');
create policy platform_reads on invitations for select using (app_organisation() = 'public');
create policy platform_reads on shares for select using (app_organisation() = 'public');
create policy reader_reads on shares for select using (reader = app_organisation());

-- An idle session ends, and whoever signed in may see in which browsers, and end one of them by its number.
alter table sessions add column number bigint generated always as identity,
                     add column last_used_at timestamptz,
                     add column made_in text not null default '';
create index sessions_of_a_person on sessions (person);
