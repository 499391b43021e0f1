"""A download with everything that belongs to the viewer. It is in `project` because it needs all the apps.

Its content comes from the same queries as the API's responses. So it holds nothing that the app would not show the
viewer.
"""
