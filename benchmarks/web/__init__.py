"""What a request costs, as a share of the cheapest request that the same server can answer."""
