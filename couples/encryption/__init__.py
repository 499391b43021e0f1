"""The keys that encrypt what people write, and the wrapping keys that encrypt those keys.

A check at the start makes sure that this server has the wrapping keys that its database needs.
"""
