"""The plain types of the field: frozen, without I/O. What a reading is, and how it is written."""
