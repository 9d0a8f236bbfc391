"""Tests of Luoshi, in the folders of the package."""
