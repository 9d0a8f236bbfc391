"""Tests of the workbench: over HTTP here, in a real browser in browser/."""
