-- each published table prints its own build-up: told apart by the number of its edition
SELECT *, CAST(edition_id AS TEXT) AS edition FROM price_component
