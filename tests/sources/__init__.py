"""Tests of the sources: fixtures of every format are made here, from articles in our own words."""
