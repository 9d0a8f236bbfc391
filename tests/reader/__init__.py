"""Tests of the reader, stage by stage."""
