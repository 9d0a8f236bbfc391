"""Benchmarks: speed as ratios in one run, on text multiplied from samples or the shared corpus."""
