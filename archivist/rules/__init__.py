"""What we know of the world, loaded from the tables under data/ and checked.

One module a kind of table; each gives frozen values and raises ``TableError`` for a table that is
wrong. A person who writes no Python can correct the tables.
"""
