"""How staff log in: a password, a second factor, and what is asked of both. The mechanics are django-allauth's."""
