-- Gateways of sites: who they are, by the public half of the key that each signs with, and what they told of themselves.
create table gateways (
    organisation text not null references organisations (id),
    name         text not null check (name <> '' and length(name) <= 64),
    place        text not null check (place <> '' and length(place) <= 128),
    public_key   bytea not null check (octet_length(public_key) = 32),
    admitted_at  timestamptz not null,
    admitted_by  text not null,
    dismissed_at timestamptz,
    dismissed_by text,
    heard_at     timestamptz,
    tells        json,
    primary key (organisation, public_key)
);
create unique index gateways_in_force on gateways (organisation, name) where dismissed_at is null;
select private_table('gateways');
