"""Sources → records: parse what a source answered, decide what becomes of each entry, and say what to write.

All of it is pure: :mod:`generator.commands` asks the sources, keeps the store and writes the files. The order is
``parse_feed → collect_visit (entries, rules, topics) → plan_changes → write_record | update_record | withdraw_record``.
"""
