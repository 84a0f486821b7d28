"""What the workflows call: artifacts checked, previews and comments made, reports put where people look.

Some of this runs with a token that may write, beside files that strangers sent. Therefore it needs nothing but the
standard library (no package can bring code along), never executes what it was handed, and treats every file, name and
text in an artifact or a pull request as data.
"""
