-- What is out of the ordinary in an organisation's facts: found again after every change of them.

-- 'id' is made of the test, the node and the time; the body holds the questions that re-compute it. One that later
-- facts do not bear out any more is gone: it is shown no more, and stays the same one if it comes back.
create table market_findings (
    organisation text not null references organisations (id),
    id           text not null check (id <> '' and length(id) <= 64),
    body         json not null,
    found_at     timestamptz not null,
    changed_at   timestamptz not null,
    gone_at      timestamptz,
    primary key (organisation, id)
);

-- What people said of findings, in the organisation that they act in; the newest counts, none is deleted.
create table market_verdicts (
    organisation text not null references organisations (id),
    number       bigint generated always as identity primary key,
    finding      text not null check (finding <> ''),
    family       text not null check (family <> ''),
    verdict      text not null check (verdict in ('confirmed', 'dismissed', 'snoozed', 'reopened')),
    reason       text not null check (length(reason) <= 1000),
    until        timestamptz check ((until is not null) = (verdict = 'snoozed')),
    judged_by    text not null,
    judged_at    timestamptz not null
);
create index market_verdicts_by_finding on market_verdicts (organisation, finding, number desc);

-- Which facts were looked through last, and how many tests of each family a month takes.
create table market_looks (
    organisation text primary key references organisations (id),
    stamp        text not null,
    looked_at    timestamptz not null,
    tests        json not null
);
select tenant_table(each) from unnest(array['market_findings', 'market_verdicts', 'market_looks']) each;
