"""Rooms of stage `structure`: what each line of a page is: furniture, title, byline, caption, heading or running text."""
