from tests.crm.store.conftest import dump, register

__all__ = ["dump", "register"]
