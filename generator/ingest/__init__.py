"""Sources → records: parse the answer of a source, decide about each entry, and plan what to write.

Pure, except :mod:`generator.ingest.polling`. :mod:`generator.commands` runs a fetch and writes the files. The order is
``parse_feed → collect_visit (entries, rules, topics) → plan_changes → write_record | update_record | withdraw_record``.
"""
