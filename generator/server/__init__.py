"""The site while it is edited: built again with every change, and shown as the production host will show it.

Two processes. One builds, through the same pipeline as ``broadsheet build`` (:mod:`generator.server.builder`); the
other serves what was built, watches the folders and tells open pages of what is new (:mod:`generator.server.session`).
Nothing is written but what a build writes: what a page needs to hear of changes is added to it on its way out.
"""
