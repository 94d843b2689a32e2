"""HTML or text -> Article. Pure: no file, socket or clock."""
