-- An import that somebody took back: its row, findings and original bytes stay; its facts are out of sight.
alter table imports add column withdrawn_at timestamptz, add column withdrawn_by text;
create index imports_in_force on imports (organisation, sha256) where withdrawn_at is null;
