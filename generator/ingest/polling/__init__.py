"""Poll sources politely: when to request them, how, and what to store about their answers."""
