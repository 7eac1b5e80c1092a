"""The house's own language model, if it has one: off unless settings name its address."""
