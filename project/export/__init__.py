"""A copy of everything that is one's own, to take away. Across apps, which is why it lives here.

What is in it comes from the same queries as the API's answers: what a viewer may not see there is not here.
"""
