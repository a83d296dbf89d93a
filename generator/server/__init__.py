"""``broadsheet serve``: rebuild the site on every change, and serve it as a production host does.

There are two processes. One builds with the same pipeline as ``broadsheet build`` (:mod:`generator.server.builder`).
The other serves the output, watches the folders and notifies open pages (:mod:`generator.server.session`). The output
is that of a build: the live reload script is added to a page as it is sent, never to its file.
"""
