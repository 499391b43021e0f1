"""A downloadable copy of everything that belongs to the viewer. It is here because it spans the apps.

Its content comes from the same queries as the API's responses, so it holds nothing that the viewer may not see there.
"""
