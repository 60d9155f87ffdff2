-- What is sealed under the home's key: secrets of organisations, and the private halves of their device keys.
--
-- An organisation sees its own rows alone. The platform, working in 'public', re-seals those of all when the home's key
-- is renewed; what it reads is ciphertext, like everything that lies here.

create table secrets (
    organisation text not null references organisations (id) on delete cascade,
    name         text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    sealed       bytea not null,
    kept_at      timestamptz not null,
    kept_by      text not null,
    primary key (organisation, name)
);
select private_table('secrets');
create policy renewal_reads on secrets for select using (app_organisation() = 'public');
create policy renewal_changes on secrets for update
    using (app_organisation() = 'public') with check (app_organisation() = 'public');

-- A revoked key keeps its public half, so that what it signed can still be looked up, and loses its private one.
create table device_keys (
    organisation   text not null references organisations (id) on delete cascade,
    kid            text not null,
    name           text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    alg            text not null,
    public_key     bytea not null,
    sealed_private bytea,
    made_at        timestamptz not null,
    made_by        text not null,
    revoked_at     timestamptz,
    revoked_by     text,
    primary key (organisation, kid),
    check ((revoked_at is null) = (revoked_by is null)),
    check ((revoked_at is null) = (sealed_private is not null))
);
create unique index one_key_in_force_by_name on device_keys (organisation, name) where revoked_at is null;
select private_table('device_keys');
create policy renewal_reads on device_keys for select using (app_organisation() = 'public');
create policy renewal_changes on device_keys for update
    using (app_organisation() = 'public') with check (app_organisation() = 'public');
