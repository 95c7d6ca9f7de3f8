from catalog.admin import credits, evidence, people, pictures, seasons, series, tables, updates, works

__all__ = ["credits", "evidence", "people", "pictures", "seasons", "series", "tables", "updates", "works"]
