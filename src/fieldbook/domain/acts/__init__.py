"""The acts: what a user can do. Each takes what is there and a draft, and returns changes."""
