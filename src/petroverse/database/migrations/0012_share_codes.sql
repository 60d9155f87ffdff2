-- What an organisation is named by for others to share with it. An id can be guessed, and a refusal would tell who is
-- here; a code is known to whoever was given it. Each is drawn by itself, for organisations that are here already too.
alter table organisations add column share_code text not null unique default gen_random_uuid()::text;
