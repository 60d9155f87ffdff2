-- What a person decided of two names that look like one company: they are two, or it is to be looked at later.
-- One that was taken back keeps its line.
create table company_verdicts (
    organisation text not null references organisations (id),
    number       bigint generated always as identity primary key,
    name         text not null check (name <> ''),
    other        text not null check (other <> '' and other collate "C" > name collate "C"),
    verdict      text not null check (verdict in ('two', 'later')),
    reason       text not null check (length(reason) <= 1000),
    decided_at   timestamptz not null,
    decided_by   text not null,
    withdrawn_at timestamptz,
    withdrawn_by text
);
create unique index one_company_verdict on company_verdicts (organisation, name, other) where withdrawn_at is null;
select tenant_table('company_verdicts');
