"""The country pack of Ghana: what its National Petroleum Authority (NPA) publishes, as data."""
