"""Checks graphs against the vocabulary of schema.org (NOTICE.md): a reader that knows nothing of the site."""

import json
import re
from pathlib import Path

VOCABULARY = json.loads((Path(__file__).parent / "vocabulary.json").read_text())
TYPES, PROPERTIES = VOCABULARY["types"], VOCABULARY["properties"]

DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
TEXTS = {
    "Text": r"(?s).*\S.*",
    "URL": r"(https?://[^\s<>\"]+|urn:uuid:[0-9a-f-]{36})",
    "Date": DAY,
    "DateTime": DAY + r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]\d\d:\d\d)",
    "Duration": r"P(\d+D)?(\d+Y)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?",
    "Language": r"[a-z]{2,3}(-[A-Za-z0-9]+)*",
}


def faults(graph: dict, site: str) -> list[str]:
    """What is wrong with a graph: each fault with where it is. `site` begins the addresses to which it may refer."""
    found = []
    if graph.keys() != {"@context", "@graph"} or graph["@context"] != "https://schema.org":
        found.append("it is no graph of schema.org")
    ids = [node.get("@id") for node in graph["@graph"]]
    found += [f"{id}: twice" for id in set(ids) if ids.count(id) > 1]
    types = {node["@id"]: node["@type"] for node in graph["@graph"]}
    for node in graph["@graph"]:
        found += _node_faults(node, node["@id"], "", types, site)
    return found


def kinds(type: str) -> set[str]:
    """A type and all that it is a kind of."""
    return {type}.union(*map(kinds, TYPES.get(type, [])))


def _node_faults(node, where, within, types, site):
    type = node.get("@type")
    if type not in TYPES:
        yield f"{where}: no type {type}"
        return
    for name, value in node.items():
        if not name.startswith("@"):
            yield from _property_faults(kinds(type), name, value, f"{where} {name}", within, types, site)


def _property_faults(type, name, value, where, within, types, site):
    if name.endswith("-input") and "Action" in type:
        if not isinstance(value, str) or "required" not in value:
            yield f"{where}: no specification of a value"
        name, value = name.removesuffix("-input"), "text"
    if name not in PROPERTIES:
        yield f"{where}: no property"
        return
    # What a role is put around stands in it under the name of the property that the role has taken.
    if not type & set(PROPERTIES[name]["on"]) and not ("Role" in type and name == within):
        yield f"{where}: not on this type"
    values = value if isinstance(value, list) else [value]
    if not values:
        yield f"{where}: empty"
    for each in values:
        yield from _value_faults(set(PROPERTIES[name]["is"]), name, each, where, types, site)


def _value_faults(allowed, name, value, where, types, site):
    if isinstance(value, dict):
        if value.keys() == {"@id"}:
            id = value["@id"]
            if id in types:
                if not kinds(types[id]) & allowed:
                    yield f"{where}: a {types[id]} is none of {sorted(allowed)}"
            elif not id.startswith(site):
                yield f"{where}: {id} is nowhere"
            return
        type = kinds(value.get("@type"))
        if not type & allowed and "Role" not in type:
            yield f"{where}: a {value.get('@type')} is none of {sorted(allowed)}"
        yield from _node_faults(value, where, name, types, site)
    elif isinstance(value, bool):
        if "Boolean" not in allowed:
            yield f"{where}: true or false"
    elif isinstance(value, int):
        if "Integer" not in allowed or value < 0:
            yield f"{where}: a number"
    elif not isinstance(value, str) or not any(re.fullmatch(TEXTS[each], value) for each in allowed & TEXTS.keys()):
        yield f"{where}: {value!r} is none of {sorted(allowed)}"
