"""Acts: which act a sentence reports, by which body, and which responses a section holds."""
