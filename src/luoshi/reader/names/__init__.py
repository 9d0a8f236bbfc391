"""Names of persons, organisations and industries: how each is found and where it begins and ends."""
