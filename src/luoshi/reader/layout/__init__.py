"""The rooms of stage `structure`: what a line looks like, what it is, to which section it belongs and where it stands in it."""
