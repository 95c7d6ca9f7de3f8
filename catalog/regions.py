"""Names of the regions in which premieres are."""

from django.utils.translation import gettext_lazy as _

WORLDWIDE = "001"
# ISO 3166 codes of the countries of which catalogs speak most; another prints as its code.
REGIONS = {
    WORLDWIDE: _("Worldwide"),
    "AR": _("Argentina"),
    "AU": _("Australia"),
    "AT": _("Austria"),
    "BE": _("Belgium"),
    "BR": _("Brazil"),
    "CA": _("Canada"),
    "CN": _("China"),
    "CZ": _("Czechia"),
    "DK": _("Denmark"),
    "FI": _("Finland"),
    "FR": _("France"),
    "DE": _("Germany"),
    "GR": _("Greece"),
    "HK": _("Hong Kong"),
    "HU": _("Hungary"),
    "IS": _("Iceland"),
    "IN": _("India"),
    "IE": _("Ireland"),
    "IL": _("Israel"),
    "IT": _("Italy"),
    "JP": _("Japan"),
    "KZ": _("Kazakhstan"),
    "KR": _("South Korea"),
    "MX": _("Mexico"),
    "NL": _("Netherlands"),
    "NZ": _("New Zealand"),
    "NO": _("Norway"),
    "PH": _("Philippines"),
    "PL": _("Poland"),
    "PT": _("Portugal"),
    "RU": _("Russia"),
    "ZA": _("South Africa"),
    "ES": _("Spain"),
    "SE": _("Sweden"),
    "CH": _("Switzerland"),
    "TW": _("Taiwan"),
    "TH": _("Thailand"),
    "TR": _("Turkey"),
    "UA": _("Ukraine"),
    "GB": _("United Kingdom"),
    "US": _("United States"),
}


def region_name(code: str):
    """A region in words, or its code where we have none."""
    return REGIONS.get(code, code)


def regions_in(premieres) -> list[tuple[str, str]]:
    """The regions of some premiere states, as code and name, by name; the world, which is in all of them, left out."""
    codes = premieres.order_by().values_list("premiere__region", flat=True).distinct()
    return sorted(((code, str(region_name(code))) for code in codes if code != WORLDWIDE), key=lambda pair: pair[1])


def countries_of(series) -> list[tuple[str, str]]:
    """The countries that some series come from, as code and name, by name."""
    told = series.order_by().values_list("countries", flat=True).distinct()
    codes = {code for countries in told for code in countries.split()}
    return sorted(((code, str(region_name(code))) for code in codes), key=lambda pair: pair[1])
