"""A person's download of everything that belongs to them. The code is in `project` because it needs all the apps.

The content comes from the same queries as the API's responses. So the download holds only what the app would show this
person.
"""
