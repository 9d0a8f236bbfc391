"""The reader: stages that meet in a draft, each naming what it needs and what it adds. See stages.py for their order."""
