"""Evaluation: gold codings, scoring readings against them, agreement between coders."""
