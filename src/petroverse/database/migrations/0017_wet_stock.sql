-- Months of wet stock as they were reckoned, so that nobody waits for them twice; and papers of deliveries.

-- The result is one of these readings, this network and this program: 'stamp' names them, and another stamp is another
-- result. It may be deleted at any time.
create table wet_stock_months (
    organisation text not null references organisations (id),
    place        text not null check (place <> '' and length(place) <= 128),
    month        date not null check (extract(day from month) = 1),
    stamp        text not null,
    body         json not null,
    reckoned_at  timestamptz not null,
    primary key (organisation, month, place)
);

-- What a waybill says was brought into a tank; one that is entered again replaces the former, which the record keeps.
create table waybills (
    organisation text not null references organisations (id),
    number       text not null check (number <> '' and length(number) <= 128),
    place        text not null check (place <> '' and length(place) <= 128),
    tank         text not null check (tank <> '' and length(tank) <= 128),
    product      text not null,
    delivered_at timestamptz not null,
    loaded_at    timestamptz,
    truck        text not null default '',
    place_from   text not null default '',
    observed_l   float8,
    standard_l   float8,
    temp_c       float8,
    density15_kg_m3 float8,
    changed_at   timestamptz not null,
    changed_by   text not null,
    primary key (organisation, number, tank)
);
create index waybills_by_place on waybills (organisation, place, delivered_at);
select private_table(each) from unnest(array['wet_stock_months', 'waybills']) each;
