"""English as international organisations write it: the day before the month, a clock of 24 hours."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "d/m/Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
