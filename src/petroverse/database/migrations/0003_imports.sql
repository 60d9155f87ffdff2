-- What was taken in: one row for each file, its quality report, what was left out, and a document's text.
create sequence import_ids as bigint;
grant usage on sequence import_ids to petroverse_app;

create table imports (
    import_id    bigint primary key,
    organisation text not null references organisations (id),
    file_name    text not null,
    sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    size_bytes   bigint not null check (size_bytes >= 0),
    publisher    text not null,
    family       text not null,
    verdict      text not null check (verdict in ('read', 'stored', 'refused')),
    reason       text not null,
    fact_rows    bigint not null check (fact_rows >= 0),
    editions     integer not null check (editions >= 0),
    recorded_at  timestamptz not null,
    person       text not null,
    settings     jsonb not null default '{}'
);
create index imports_by_bytes on imports (organisation, sha256);
create index imports_by_time on imports (organisation, recorded_at desc, import_id desc);
select tenant_table('imports');

create table findings (
    import_id    bigint not null references imports (import_id) on delete cascade,
    number       integer not null,
    organisation text not null references organisations (id),
    rule         text not null,
    severity     text not null check (severity in ('blocks', 'look')),
    sheet        text not null,
    cell         text not null,
    seen         text not null,
    expected     text not null,
    note         text not null,
    litres       double precision not null,
    primary key (import_id, number)
);
create index findings_by_litres on findings (organisation, litres desc, import_id, number);
select tenant_table('findings');

create table ignored_ranges (
    import_id    bigint not null references imports (import_id) on delete cascade,
    number       integer not null,
    organisation text not null references organisations (id),
    sheet        text not null,
    cells        text not null,
    reason       text not null,
    primary key (import_id, number)
);
select tenant_table('ignored_ranges');

-- A text is kept in parts, because PostgreSQL's index of the words of one text is limited to 1 MB.
create table document_text (
    import_id    bigint not null references imports (import_id) on delete cascade,
    part         integer not null,
    organisation text not null references organisations (id),
    file_name    text not null,
    body         text not null,
    words        tsvector not null,
    primary key (import_id, part)
);
create index document_words on document_text using gin (words);
create index document_names on document_text using gin (file_name gin_trgm_ops);
select tenant_table('document_text');
