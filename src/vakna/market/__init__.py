"""The wing that asks open data: who buys what, how much and how often, and who could use a solution next.

Speaks with DuckDB through Ibis, which are an extra (`market`). What is loaded lies as Parquet in the data folder. Knows
no Django and no page; answers are plain values with their source, period, coverage and what was dropped.
"""
