"""What the parts of a script are made of: ids, and words with their alternatives."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from deckgen.placed import formed
from deckgen.text import Expression, Template

Slug = Annotated[
    str, formed("[a-z0-9]+(-[a-z0-9]+)*", "small letters and digits in words joined by '-'"), Field(max_length=48)
]


class Authored(BaseModel):
    """What all parts of a script share: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class Alternative(Authored):
    """One way to say something, taken when its condition holds and every fact in it is visible."""

    when: Expression | None = Field(None, description="Condition on facts")
    text: Template = Field(description="What is said")


Said = Template | Alternative

Words = Template | tuple[Said, ...]
"""One text, or several in order of preference: the first one all of whose facts are visible is taken."""
