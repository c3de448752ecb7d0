"""Names and labels compared: what a printed name may mean."""
