-- the same litres at every stage, month by month, each beside what the other stages say of them; a stage that speaks
-- of a month but not of a product says that there was nothing of it
SELECT *,
       standings.compared AND widest > narrowest AS differs,
       CASE WHEN NOT standings.compared THEN 'alone' WHEN widest > narrowest THEN 'differs' ELSE 'agrees' END AS standing
FROM (
  SELECT *,
         (speaks_bidec + speaks_depot + speaks_omc + speaks_national) > 1 AS compared,
         GREATEST(IF(speaks_bidec = 1, supplied, NULL), IF(speaks_depot = 1, loaded, NULL),
                  IF(speaks_omc = 1, marketed, NULL), IF(speaks_national = 1, nationwide, NULL)) AS widest,
         LEAST(IF(speaks_bidec = 1, supplied, NULL), IF(speaks_depot = 1, loaded, NULL),
               IF(speaks_omc = 1, marketed, NULL), IF(speaks_national = 1, nationwide, NULL)) AS narrowest
  FROM (
    SELECT *,
           COALESCE(SUM(volume) FILTER (WHERE source = 'bidec') OVER cell, 0) AS supplied,
           COALESCE(SUM(volume) FILTER (WHERE source = 'depot') OVER cell, 0) AS loaded,
           COALESCE(SUM(volume) FILTER (WHERE source = 'omc') OVER cell, 0) AS marketed,
           COALESCE(SUM(volume) FILTER (WHERE source = 'national') OVER cell, 0) AS nationwide,
           ROW_NUMBER() OVER cell_order AS place
    FROM (
      SELECT organisation, month, product, unit, source, edition_id, SUM(volume) AS volume,
             MAX(IF(source = 'bidec', 1, 0)) OVER spoken AS speaks_bidec,
             MAX(IF(source = 'depot', 1, 0)) OVER spoken AS speaks_depot,
             MAX(IF(source = 'omc', 1, 0)) OVER spoken AS speaks_omc,
             MAX(IF(source = 'national', 1, 0)) OVER spoken AS speaks_national
      FROM volume
      WHERE grain = 'month' AND volume IS NOT NULL AND source IN ('bidec', 'depot', 'omc', 'national')
      GROUP BY organisation, month, product, unit, source, edition_id
      WINDOW spoken AS (PARTITION BY organisation, month)
    ) AS stages
    WINDOW cell AS (PARTITION BY organisation, month, product, unit),
           cell_order AS (PARTITION BY organisation, month, product, unit ORDER BY source, edition_id)
  ) AS cells
) AS standings
