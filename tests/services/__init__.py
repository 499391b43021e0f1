"""Services that tests run on this machine: PostgreSQL, Valkey, and fake mail, push and sign-in servers."""
