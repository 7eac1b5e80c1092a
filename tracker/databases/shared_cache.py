"""What is remembered for a while, in a Valkey or Redis that all machines share. Needs the extra `redis`.

Where that does not answer the table of the database remembers meanwhile: nobody is kept from signing in.
"""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
# It is let be for so many seconds, by this thread.
REST = 5.0
# What is remembered there has the keys of either: none is the same by chance.
MEANWHILE = "meanwhile"


class SharedCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.rests_until = 0.0

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._ask("set", *args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("add", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("delete", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("incr", *args, **kwargs)

    def clear(self) -> None:
        """Of ours alone: Django's own would empty what others keep beside it."""
        try:
            client = self._cache.get_client(None, write=True)
            for key in client.scan_iter(f"{self.key_prefix}:*"):
                client.delete(key)
        except RedisError as error:
            log.warning("The cache does not answer, and keeps what it has: %s", error)
        caches[MEANWHILE].clear()

    def _ask(self, verb: str, *args: Any, **kwargs: Any) -> Any:
        if monotonic() >= self.rests_until:
            try:
                return getattr(super(), verb)(*args, **kwargs)
            except RedisError as error:
                self.rests_until = monotonic() + REST
                log.warning("The cache does not answer; the database remembers meanwhile: %s", error)
        ask: Callable[..., Any] = getattr(caches[MEANWHILE], verb)
        return ask(*args, **kwargs)
