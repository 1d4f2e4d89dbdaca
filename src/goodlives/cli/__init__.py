"""The `goodlives` command, a file a topic. What a command needs is imported when it runs: each starts quickly."""

from __future__ import annotations

import click

from .calibrate import calibrate
from .charge import charge
from .charge_many import charge_many
from .check_cld import check_cld
from .create_administrator import create_administrator
from .demonstration import demo, sign_ins
from .eligibility import eligibility
from .measures import measures
from .replay import replay
from .seal_history import check_history, seal_history


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="goodlives")
def main() -> None:
    """Good Lives: adult social care in England, explained."""


for command in (
    charge,
    eligibility,
    charge_many,
    calibrate,
    replay,
    measures,
    check_cld,
    demo,
    sign_ins,
    seal_history,
    check_history,
    create_administrator,
):
    main.add_command(command)
