"""Where speeches end, and what stands between and beside them."""
