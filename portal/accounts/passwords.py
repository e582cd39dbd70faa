"""The passwords that are tried first: shipped as a short list, folded, without spaces."""

from importlib.resources import files

COMMON = frozenset(
    files("portal.accounts").joinpath("common_passwords.txt").read_text("utf-8").split()
)
"""At least eight characters each; a shorter one is refused for its length."""
