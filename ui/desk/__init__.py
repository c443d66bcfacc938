"""The desk of staff, behind a password: who they are, what they review and publish, in parts.

It does not know how anything is found or checked. `ui.desk.routes` puts the parts together, `ui.server` mounts them.
"""
