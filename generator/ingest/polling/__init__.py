"""Ask sources politely: when, how, and what is stored of their answers."""
