"""Countries by their ISO 3166 codes: those whose calendars of holidays are known."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.kit.text import fold

# fmt: off
COUNTRIES: Mapping[str, Promise] = {
    "AF": _("Afghanistan"), "AL": _("Albania"), "DZ": _("Algeria"), "AD": _("Andorra"), "AO": _("Angola"),
    "AG": _("Antigua and Barbuda"), "AR": _("Argentina"), "AM": _("Armenia"), "AU": _("Australia"),
    "AT": _("Austria"), "AZ": _("Azerbaijan"), "BS": _("Bahamas"), "BH": _("Bahrain"), "BD": _("Bangladesh"),
    "BB": _("Barbados"), "BY": _("Belarus"), "BE": _("Belgium"), "BZ": _("Belize"), "BJ": _("Benin"),
    "BT": _("Bhutan"), "BO": _("Bolivia"), "BA": _("Bosnia and Herzegovina"), "BW": _("Botswana"), "BR": _("Brazil"),
    "BN": _("Brunei"), "BG": _("Bulgaria"), "BF": _("Burkina Faso"), "BI": _("Burundi"), "CV": _("Cabo Verde"),
    "KH": _("Cambodia"), "CM": _("Cameroon"), "CA": _("Canada"), "CF": _("Central African Republic"), "TD": _("Chad"),
    "CL": _("Chile"), "CN": _("China"), "CO": _("Colombia"), "KM": _("Comoros"), "CG": _("Congo"),
    "CR": _("Costa Rica"), "CI": _("Côte d’Ivoire"), "HR": _("Croatia"), "CU": _("Cuba"), "CY": _("Cyprus"),
    "CZ": _("Czechia"), "CD": _("Democratic Republic of the Congo"), "DK": _("Denmark"), "DJ": _("Djibouti"),
    "DM": _("Dominica"), "DO": _("Dominican Republic"), "EC": _("Ecuador"), "EG": _("Egypt"), "SV": _("El Salvador"),
    "GQ": _("Equatorial Guinea"), "ER": _("Eritrea"), "EE": _("Estonia"), "SZ": _("Eswatini"), "ET": _("Ethiopia"),
    "FJ": _("Fiji"), "FI": _("Finland"), "FR": _("France"), "GA": _("Gabon"), "GM": _("Gambia"), "GE": _("Georgia"),
    "DE": _("Germany"), "GH": _("Ghana"), "GR": _("Greece"), "GD": _("Grenada"), "GT": _("Guatemala"),
    "GN": _("Guinea"), "GW": _("Guinea-Bissau"), "GY": _("Guyana"), "HT": _("Haiti"), "VA": _("Holy See"),
    "HN": _("Honduras"), "HK": _("Hong Kong, China"), "HU": _("Hungary"), "IS": _("Iceland"), "IN": _("India"),
    "ID": _("Indonesia"), "IR": _("Iran"), "IQ": _("Iraq"), "IE": _("Ireland"), "IL": _("Israel"), "IT": _("Italy"),
    "JM": _("Jamaica"), "JP": _("Japan"), "JO": _("Jordan"), "KZ": _("Kazakhstan"), "KE": _("Kenya"),
    "KI": _("Kiribati"), "KW": _("Kuwait"), "KG": _("Kyrgyzstan"), "LA": _("Laos"), "LV": _("Latvia"),
    "LB": _("Lebanon"), "LS": _("Lesotho"), "LR": _("Liberia"), "LY": _("Libya"), "LI": _("Liechtenstein"),
    "LT": _("Lithuania"), "LU": _("Luxembourg"), "MO": _("Macao, China"), "MG": _("Madagascar"), "MW": _("Malawi"),
    "MY": _("Malaysia"), "MV": _("Maldives"), "ML": _("Mali"), "MT": _("Malta"), "MH": _("Marshall Islands"),
    "MR": _("Mauritania"), "MU": _("Mauritius"), "MX": _("Mexico"), "FM": _("Micronesia"), "MD": _("Moldova"),
    "MC": _("Monaco"), "MN": _("Mongolia"), "ME": _("Montenegro"), "MA": _("Morocco"), "MZ": _("Mozambique"),
    "MM": _("Myanmar"), "NA": _("Namibia"), "NR": _("Nauru"), "NP": _("Nepal"), "NL": _("Netherlands"),
    "NZ": _("New Zealand"), "NI": _("Nicaragua"), "NE": _("Niger"), "NG": _("Nigeria"), "KP": _("North Korea"),
    "MK": _("North Macedonia"), "NO": _("Norway"), "OM": _("Oman"), "PK": _("Pakistan"), "PW": _("Palau"),
    "PS": _("Palestine"), "PA": _("Panama"), "PG": _("Papua New Guinea"), "PY": _("Paraguay"), "PE": _("Peru"),
    "PH": _("Philippines"), "PL": _("Poland"), "PT": _("Portugal"), "QA": _("Qatar"), "RO": _("Romania"),
    "RU": _("Russia"), "RW": _("Rwanda"), "KN": _("Saint Kitts and Nevis"), "LC": _("Saint Lucia"),
    "VC": _("Saint Vincent and the Grenadines"), "WS": _("Samoa"), "SM": _("San Marino"),
    "ST": _("Sao Tome and Principe"), "SA": _("Saudi Arabia"), "SN": _("Senegal"), "RS": _("Serbia"),
    "SC": _("Seychelles"), "SL": _("Sierra Leone"), "SG": _("Singapore"), "SK": _("Slovakia"), "SI": _("Slovenia"),
    "SB": _("Solomon Islands"), "SO": _("Somalia"), "ZA": _("South Africa"), "KR": _("South Korea"),
    "SS": _("South Sudan"), "ES": _("Spain"), "LK": _("Sri Lanka"), "SD": _("Sudan"), "SR": _("Suriname"),
    "SE": _("Sweden"), "CH": _("Switzerland"), "SY": _("Syria"), "TJ": _("Tajikistan"), "TZ": _("Tanzania"),
    "TH": _("Thailand"), "TL": _("Timor-Leste"), "TG": _("Togo"), "TO": _("Tonga"), "TT": _("Trinidad and Tobago"),
    "TN": _("Tunisia"), "TR": _("Türkiye"), "TM": _("Turkmenistan"), "TV": _("Tuvalu"), "UG": _("Uganda"),
    "UA": _("Ukraine"), "AE": _("United Arab Emirates"), "GB": _("United Kingdom"), "US": _("United States"),
    "UY": _("Uruguay"), "UZ": _("Uzbekistan"), "VU": _("Vanuatu"), "VE": _("Venezuela"), "VN": _("Viet Nam"),
    "YE": _("Yemen"), "ZM": _("Zambia"), "ZW": _("Zimbabwe"),
}
# fmt: on


def country_choices() -> list[tuple[str, str]]:
    """By their names in the active language, after none."""
    named = [(code, str(name)) for code, name in COUNTRIES.items()]
    return [("", "–"), *sorted(named, key=lambda choice: fold(choice[1]))]
