"""Workbooks: one bounded reader of cells, and one folder file a family of publications."""
