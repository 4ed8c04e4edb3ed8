"""Words that change a strategy: read in the same grammar, merged by kind, asked about if unsure."""
