"""Sources: files of any kind into documents, with the way back to the file. One file a format; see catalogue.py."""
