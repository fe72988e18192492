"""A project's folder on disk, which a stranger may have made: who may write in it, what in it is trusted, and
what is kept there next to the document.
"""
