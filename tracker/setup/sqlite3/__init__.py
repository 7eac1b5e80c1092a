"""Django's own backend for SQLite, whose connections are kept from request to request."""
