"""Rooms of stage `structure`: whom an article or a part of it is about, where headings say so and where they do not."""
