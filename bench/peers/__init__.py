"""What Broadsheet is measured against: each peer with a site of equal content, and how to run it."""
