"""Pure computation: standard library only, no ORM, no clock, no hidden rounding."""
