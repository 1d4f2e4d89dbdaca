"""What is needed to count: the file, the year, and what to stand beside it."""

from __future__ import annotations

import re
from datetime import date

from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _

from goodlives.measures.ascof import IN_ORDER
from goodlives.measures.councils import councils
from goodlives.measures.explain import groups_of

from ..design.forms import Form, Select, Text

FIRST_YEAR = 2024
"""The measures are counted here from 2024-25, when Client Level Data took over."""


class CountForm(Form):
    """The year to count, and councils to compare with. The files are asked for beside it."""

    year = Select(_("Which year?"), choices=[], missing=_("Choose the year"))
    comparable = Text(
        _("Councils to compare with, if you like"),
        hint=_("Their three or five character codes, with a comma between them: 204, 216, H6X4G."),
        required=False,
    )

    explain = Select(
        _("Say who is behind one figure, if you like"),
        choices=[(f"{measure}|{group}", f"{measure}, {group}") for measure in IN_ORDER for group in groups_of(measure)],
        hint=_("For our own council: everybody who counts or does not, and why, by their number in the file."),
        empty=_("None"),
        required=False,
    )

    def __init__(self, *args, today: date, **options):
        super().__init__(*args, **options)
        last = today.year if today >= date(today.year, 4, 1) else today.year - 1
        self.fields["year"].choices = [  # type: ignore[attr-defined]  # it is a Select
            (str(year), _("1 April %(from)s to 31 March %(to)s") % {"from": year, "to": year + 1})
            for year in range(last, FIRST_YEAR - 1, -1)
        ]

    def clean_comparable(self) -> list[str]:
        codes = [code for code in re.split(r"[,\s]+", self.cleaned_data["comparable"].upper()) if code]
        for code in codes:
            if code not in councils():
                raise ValidationError(
                    _("%(code)s is not the code of a council with social care duties") % {"code": code}
                )
        return codes

    def days(self) -> tuple[date, date]:
        year = int(self.cleaned_data["year"])
        return date(year, 4, 1), date(year + 1, 3, 31)
