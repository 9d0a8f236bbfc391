"""Rooms of stage `structure`: what runs on where, what is printed twice, and where in which section a paragraph stands."""
