-- The registry of the lake: what is not in here is not visible, whatever files lie in the tables.

CREATE SEQUENCE lake_edition_ids;
GRANT USAGE ON SEQUENCE lake_edition_ids TO petroverse_app;

CREATE TABLE lake_editions (
    edition_id     bigint PRIMARY KEY,
    import_id      bigint NOT NULL,
    organisation   text NOT NULL,
    dataset        text NOT NULL,
    series         text NOT NULL,
    grain          text NOT NULL,
    span_start     date NOT NULL,
    span_end       date NOT NULL,
    known_at       timestamptz NOT NULL,
    known_at_basis text NOT NULL CHECK (known_at_basis IN ('stated', 'inferred')),
    recorded_at    timestamptz NOT NULL,
    publisher      text NOT NULL,
    file           text NOT NULL,
    file_sha256    text NOT NULL,
    file_days      integer NOT NULL,
    sheet          text NOT NULL,
    row_count      bigint NOT NULL,
    cell_count     bigint NOT NULL,
    totals         jsonb NOT NULL DEFAULT '[]',
    is_simulated   boolean NOT NULL DEFAULT false,
    CHECK (span_start < span_end)
);

COMMENT ON TABLE lake_editions IS 'One published table as one file printed it; its rows lie in the lake under edition_id.';
COMMENT ON COLUMN lake_editions.file_days IS 'Days that the whole file speaks for: of two files known at one instant the wider wins.';
COMMENT ON COLUMN lake_editions.cell_count IS 'Rows whose measure is not blank.';

CREATE INDEX lake_editions_by_slot
    ON lake_editions (organisation, dataset, series, grain, span_start, known_at DESC);
CREATE INDEX lake_editions_by_import ON lake_editions (import_id);

SELECT tenant_table('lake_editions');

CREATE SEQUENCE lake_changes;
GRANT USAGE ON SEQUENCE lake_changes TO petroverse_app;

CREATE TABLE lake_versions (
    organisation text NOT NULL,
    dataset      text NOT NULL,
    version      bigint NOT NULL,
    PRIMARY KEY (organisation, dataset)
);

COMMENT ON TABLE lake_versions IS
    'The number of the last change of what is visible; answers are kept until it moves. A number is never used twice.';

SELECT tenant_table('lake_versions');
