SELECT organisation, place, product, day, unit, received, issued, closing_measured,
       base + net AS closing_book,
       base + net - received + issued AS opening,
       closing_measured - (base + net) AS variance,
       edition_id,
       moved
FROM (
  SELECT *, LAST_VALUE(closing_measured - net IGNORE NULLS) OVER (
    PARTITION BY organisation, place, product ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS base
  FROM (
    SELECT *, SUM(received - issued) OVER (PARTITION BY organisation, place, product ORDER BY day) AS net
    FROM (
      SELECT organisation, place, product, day, MIN(unit) AS unit, SUM(received) AS received, SUM(issued) AS issued,
             MAX(closing) AS closing_measured, MAX(edition_id) AS edition_id, COUNT(*) AS moved
      FROM (
        SELECT organisation, place_to AS place, product, day, unit, COALESCE(standard_volume, observed_volume, 0)
               AS received, 0.0 AS issued, NULL AS closing, edition_id
        FROM movement WHERE event IN ('discharge', 'delivery') AND place_to IS NOT NULL AND product IS NOT NULL
        UNION ALL
        SELECT organisation, place_from, product, day, unit, 0.0, COALESCE(standard_volume, observed_volume, 0), NULL,
               edition_id
        FROM movement WHERE event IN ('loading', 'sale') AND place_from IS NOT NULL AND product IS NOT NULL
        UNION ALL
        SELECT organisation, place, product, day, unit, 0.0, 0.0, closing, edition_id FROM stock
      ) AS moves
      GROUP BY organisation, place, product, day
    ) AS days
  ) AS netted
) AS booked
