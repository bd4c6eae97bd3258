"""The customer profile: what no API knows of the customer. Everything is optional but the name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from deckgen import authored
from deckgen.authored import Check, Objection
from deckgen.errors import InputError, Mistake
from deckgen.fact import Holds
from deckgen.factname import object_to_values
from deckgen.placed import formed

LARGEST_LOGO = 2 * 1024 * 1024
"""In bytes; a logo stands on each slide at a few centimetres."""

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How a PNG begins (https://www.w3.org/TR/png-3/#5PNG-file-signature), and a JPEG (ITU-T T.81: SOI and a marker)."""


Colour = Annotated[str, formed("([0-9A-Fa-f]{6})?", "six hexadecimal digits in quotes, without '#'")]


Words = Annotated[str, Holds.FREE_TEXT]


class Contact(BaseModel):
    """A person or a desk, and how to reach them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Holds.PERSON] = Field(description="The person or the desk")
    role: Words = Field("", description="What they do here, such as platform owner")
    email: Annotated[str, Holds.EMAIL] = Field("", description="E-mail address")
    phone: Annotated[str, Holds.PHONE] = Field("", description="Telephone number, with country code")


class Brand(BaseModel):
    """How the deck wears the customer's look."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    logo: Words = Field("", description="A PNG or JPEG file, relative to this profile")
    accent: Colour = Field("", description="Accent colour as RRGGBB, in quotes")

    def image(self, profile: Path) -> bytes | None:
        """Read the logo; None where there is none.

        Args:
            profile: the file that this brand was read from, to which the logo's path is relative.

        Raises:
            InputError: there is no such file, or it is no PNG or JPEG, or too large.
        """
        if not self.logo:
            return None
        try:
            return _read_picture(profile.parent / self.logo)
        except (OSError, ValueError) as error:
            raise InputError(Mistake(str(profile), 0, 0, *_unusable(error))) from error


def _read_picture(path: Path) -> bytes:
    with path.open("rb") as stream:
        content = stream.read(LARGEST_LOGO + 1)
    if len(content) > LARGEST_LOGO:
        raise ValueError(f"the logo is larger than {LARGEST_LOGO // 1024 // 1024} MiB")
    if not content.startswith(_PICTURES):
        raise ValueError("the logo is neither a PNG nor a JPEG")
    return content


def _unusable(error: OSError | ValueError) -> tuple[str, str]:
    message = f"the logo cannot be read: {error.strerror}" if isinstance(error, OSError) else str(error)
    return message, "a PNG or JPEG file, relative to this profile"


class Agreement(BaseModel):
    """What was agreed with this customer otherwise than the script promises: another value, or a reason to waive it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: Annotated[Any, Holds.FREE_TEXT] = Field(
        None, description="What is promised instead, in the form of the promise's fact"
    )
    because: Words = Field("", description="Why, and with whom that was agreed")
    waived: Annotated[str | None, Holds.FREE_TEXT] = Field(
        None, min_length=1, description="Why nothing is promised here"
    )

    @model_validator(mode="after")
    def _is_one_way(self) -> "Agreement":
        if (self.value is None) == (self.waived is None):
            raise ValueError("give either 'value', or the reason as 'waived'")
        return self


class Customer(BaseModel):
    """One customer.

    The type of a field says what its text would reveal (``fact.Holds``).

    ``declared`` is keyed by fact name, so that whatever an API does not show here can be said by a person, and the
    deck tells the two apart.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Holds.CUSTOMER] = Field(
        min_length=1, max_length=80, description="The customer's name, as it stands in the deck"
    )
    cluster: Annotated[str, Holds.CUSTOMER] = Field(
        "", description="What the customer calls the cluster, such as retail-prod"
    )
    also_called: Annotated[tuple[str, ...], Holds.CUSTOMER] = Field(
        (), description="Other names of the cluster, such as the kubeconfig context"
    )
    contacts: tuple[Contact, ...] = Field((), description="The customer's people on the call and after it")
    support: tuple[Contact, ...] = Field((), description="Whom the customer reaches for support")
    prospect: bool = Field(default=False, description="Whom a pre-sales deck is for, not whose cluster it shows")
    needs: Annotated[tuple[str, ...], Holds.FREE_TEXT] = Field(
        (), description="What the customer asked for, one sentence each"
    )
    solved: Annotated[tuple[str, ...], Holds.FREE_TEXT] = Field(
        (), description="The problems that this cluster resolves, one sentence each"
    )
    declared: Annotated[dict[str, Any], Holds.FREE_TEXT] = Field(
        default_factory=dict, description="Facts that no API shows here, by fact name (see: deckgen list facts)"
    )
    promises: dict[str, Agreement] = Field(
        default_factory=dict, description="What was agreed otherwise than the script promises, by the promise's id"
    )
    brand: Brand = Field(default_factory=Brand, description="Logo and accent colour")
    language: Annotated[str, formed("[a-z]{2,3}(-[A-Z]{2})?", "a language tag, such as en-GB or de")] = Field(
        "en-GB", description="Language for proofing, BCP 47"
    )


def load_customer(path: Path, check_promises: Check = lambda _agreements: ()) -> Customer:
    """Load a profile; the facts that it declares are checked by name and by the form of their values.

    Args:
        path: the file.
        check_promises: looks at its ``promises`` as they are written, for whoever knows the scripts.

    Raises:
        InputError: with every mistake.
    """
    return authored.load(path, Customer, check=lambda profile: _objections(profile, path, check_promises))


def _objections(profile: Any, path: Path, check_promises: Check) -> Iterator[Objection]:
    if not isinstance(profile, dict):
        return
    yield from object_to_values(profile.get("declared"), "declared")
    yield from check_promises(profile.get("promises"))
    brand = profile.get("brand")
    logo = brand.get("logo") if isinstance(brand, dict) else None
    if logo and isinstance(logo, str):
        try:
            _read_picture(path.parent / logo)
        except (OSError, ValueError) as error:
            yield Objection(("brand", "logo"), *_unusable(error))
