"""Google and GitHub as OAuth 2.0 providers: the code flow, and whom their tokens belong to.

Registered the same way on every platform, so neither local nor Google Cloud's.
"""
