"""What the law says: plain functions of one person, with their reasons. No Django, no database, no clock."""
