-- The network of an organisation: edited as one object with versions, kept part by part.
--
-- A part says from which version on it was so, and until which; a version is every part with since <= version < until.
create table networks (
    organisation text primary key references organisations (id),
    version      integer not null check (version > 0),
    changed_at   timestamptz not null,
    changed_by   text not null
);
create table network_parts (
    organisation text not null references organisations (id),
    kind         text not null,
    id           text not null check (id <> '' and length(id) <= 128),
    since        integer not null check (since > 0),
    until        integer check (until > since),
    body         json not null,
    primary key (organisation, kind, id, since)
);
create unique index network_part_in_force on network_parts (organisation, kind, id) where until is null;

-- Tanks and meters that were taken out of the network and have readings: they keep their names and their history.
create table network_retired (
    organisation text not null references organisations (id),
    kind         text not null,
    id           text not null,
    until        timestamptz not null,
    body         json not null,
    primary key (organisation, kind, id)
);
select private_table(each) from unnest(array['networks', 'network_parts', 'network_retired']) each;
