-- Answers to changing requests that carried an idempotency key.
--
-- A request claims its key first (running), every transaction that it commits marks the key in that very transaction
-- (done), and its answer is kept last (answered). So a request that was cut short is known to have done something or
-- nothing, whatever the moment. Answers that hold a secret are never kept: such a request stays done.
create table idempotent_requests (
    organisation text not null references organisations (id),
    person       text not null,
    route        text not null,
    key          text not null check (length(key) between 1 and 200),
    request_hash bytea not null check (length(request_hash) = 32),
    claim        uuid not null,
    state        text not null check (state in ('running', 'done', 'answered')),
    claimed_at   timestamptz not null,
    status       smallint,
    media_type   text,
    body         bytea,
    primary key (organisation, person, route, key),
    check ((state = 'answered') = (body is not null and status is not null and media_type is not null))
);
create index idempotent_requests_by_age on idempotent_requests (claimed_at);
select private_table('idempotent_requests');

-- Whoever listens learns that an organisation's records grew, when the transaction that added them commits.
create function tell_of_records() returns trigger language plpgsql as $$
begin
    perform pg_notify('petroverse_records', new.organisation);
    return null;
end $$;
create trigger tells after insert on records for each row execute function tell_of_records();
