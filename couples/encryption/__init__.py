"""The keys that encrypt what people write, the wrapping keys that encrypt those keys, and a check at the start.

The check makes sure that this server has the wrapping keys that its database needs.
"""
