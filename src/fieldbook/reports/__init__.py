"""Reports: what screens, papers and commands show. Pure; frozen rows, no markup."""
