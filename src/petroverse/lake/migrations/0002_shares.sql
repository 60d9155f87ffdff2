-- What an organisation shares is read by the organisation that it shares it with, dataset by dataset; never written.
CREATE FUNCTION shared_datasets() RETURNS TABLE (organisation text, dataset text) LANGUAGE sql STABLE AS $$
    SELECT s.organisation, d.dataset FROM shares s CROSS JOIN LATERAL unnest(s.datasets) AS d (dataset)
    WHERE s.reader = app_organisation() AND s.ended_at IS NULL
$$;

CREATE FUNCTION wholly_shared() RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT s.organisation FROM shares s
    WHERE s.reader = app_organisation() AND s.ended_at IS NULL AND s.datasets IS NULL
$$;

CREATE POLICY reads_shared ON lake_editions FOR SELECT
    USING (organisation IN (SELECT wholly_shared())
           OR (organisation, dataset) IN (SELECT s.organisation, s.dataset FROM shared_datasets() s));
CREATE POLICY reads_shared ON lake_versions FOR SELECT
    USING (organisation IN (SELECT wholly_shared())
           OR (organisation, dataset) IN (SELECT s.organisation, s.dataset FROM shared_datasets() s));
