"""The keys that encrypt what people write, and the wrapping keys that encrypt those keys.

When a process starts, a check makes sure that this server has the wrapping keys that its database needs.
"""
