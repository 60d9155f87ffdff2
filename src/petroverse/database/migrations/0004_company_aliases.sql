-- Names that a person accepted to stand for another company's name. A withdrawn one keeps its line.
create table company_aliases (
    organisation text not null references organisations (id),
    number       bigint generated always as identity primary key,
    alias        text not null check (alias <> ''),
    company      text not null check (company <> '' and company <> alias),
    since        date,
    reason       text not null,
    accepted_at  timestamptz not null,
    accepted_by  text not null,
    withdrawn_at timestamptz,
    withdrawn_by text
);
create unique index one_alias_in_force on company_aliases (organisation, alias, coalesce(since, '-infinity'))
    where withdrawn_at is null;
select tenant_table('company_aliases');
