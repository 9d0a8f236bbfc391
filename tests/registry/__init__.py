"""Tests of the registry: its data and how entries are found."""
