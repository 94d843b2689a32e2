"""The one error of this room."""


class MessageError(ValueError):
    """The bytes are not a message, or its body cannot be decoded."""
