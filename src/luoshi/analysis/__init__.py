"""Questions to a library of readings: frames in (the tables of model.tables), frames out, coverage beside every answer.

One module a question: timeline, compare, followup, reuse, formulations, people, industries, targets; charts draw them.
Not for reading a library (see store) and not for printing (see cli).
"""
