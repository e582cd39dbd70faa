"""Forms of the registry; `PersonField` serves every feature."""

from portal.registry.forms.choices import EnumField, PersonField, UnitField, VisibilityField

__all__ = ["EnumField", "PersonField", "UnitField", "VisibilityField"]
