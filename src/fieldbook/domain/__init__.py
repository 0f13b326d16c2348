"""What the notebook is about: records, acts, rules, changes, errors. Pure: no clock, no I/O."""
