"""The customer profile: what no API knows of the customer. Everything is optional but the name."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class Contact(BaseModel):
    """A person or a desk, and how to reach them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(description="The person or the desk")
    role: str = Field("", description="What they do here, such as platform owner")
    email: str = Field("", description="E-mail address")
    phone: str = Field("", description="Telephone number, with country code")


class Brand(BaseModel):
    """How the deck wears the customer's look."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    logo: str = Field("", description="A PNG or JPEG file, relative to this profile")
    accent: Annotated[str, Field(pattern="^([0-9A-Fa-f]{6})?$")] = Field("", description="Accent colour as RRGGBB")


class Customer(BaseModel):
    """One customer.

    ``declared`` is keyed by fact name, so that whatever an API does not show here can be said by a person, and the
    deck tells the two apart.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=80, description="The customer's name, as it stands in the deck")
    cluster: str = Field("", description="What the customer calls the cluster, such as retail-prod")
    contacts: tuple[Contact, ...] = Field((), description="The customer's people on the call and after it")
    support: tuple[Contact, ...] = Field((), description="Whom the customer reaches for support")
    needs: tuple[str, ...] = Field((), description="What the customer asked for, one sentence each")
    solved: tuple[str, ...] = Field((), description="The problems that this cluster resolves, one sentence each")
    declared: dict[str, Any] = Field(
        default_factory=dict, description="Facts that no API shows here, by fact name (see: deckgen list facts)"
    )
    brand: Brand = Field(default_factory=Brand, description="Logo and accent colour")
    language: str = Field("en-GB", pattern="^[a-z]{2,3}(-[A-Z]{2})?$", description="Language for proofing, BCP 47")
