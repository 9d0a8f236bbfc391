"""The library: readings kept, searched and asked. One contract, SQLite and PostgreSQL behind it.

contract says what a store does, catalogue which store a URL opens, tables how a reading lies in rows.
"""
