"""ASCOF 2C stated in Polars: the same cleaning, the same rule."""

from __future__ import annotations

from datetime import date

import polars as pl
from count_2c_in_pandas import OUTCOMES, WANTED

FAR = date(2200, 1, 1)


def count(path: str) -> dict[str, int]:
    source = pl.scan_parquet(path) if path.endswith(".parquet") else pl.scan_csv(path, infer_schema=False)
    c = pl.col
    day = lambda name: c(name).str.to_date("%d/%m/%Y")  # noqa: E731
    low = lambda name: c(name).str.to_lowercase()  # noqa: E731
    e = source.select(WANTED).select(
        la="LA_Code", p0=day("Reporting_Period_Start_Date"), p1=day("Reporting_Period_End_Date"),
        who=low("NHS_Number").fill_null(c("LA_Code") + "_" + low("LA_Person_Unique_Identifier")),
        born=day("Date_of_Birth").dt.month_start(), died=day("Date_of_Death"), start=day("Event_Start_Date"), end=day("Event_End_Date"),
        type=low("Event_Type"), client=low("Client_Type"), route=low("Request_Route_of_Access"), assessment=low("Assessment_Type"),
        kind=low("Service_Type"), component=low("Service_Component"), outcome=low("Event_Outcome"),
    ).with_row_index("row")  # fmt: skip
    service = c("type") == "service"
    e = e.with_columns(
        route=pl.when(c("type") == "request").then("route"), assessment=pl.when(c("type") == "assessment").then("assessment"),
        kind=pl.when(service).then("kind"), component=pl.when(service).then("component"),
        rank=c("outcome").replace_strict({word: n for n, word in enumerate(OUTCOMES, 1)}, default=999),
        end=pl.when(c("died").is_between("start", "end") | ((c("died") > c("start")) & c("end").is_null())).then("died").otherwise("end"),
    )  # fmt: skip
    e = e.filter(
        c("who").is_not_null(), c("type").is_not_null(), c("start") <= c("p1"),
        pl.when(service).then((c("end") >= c("p0")) | c("end").is_null()).otherwise(c("end").is_between("p0", "p1")),
        c("died").is_null() | ((c("died") >= c("p0")) & (c("died") >= c("start"))),
    )  # fmt: skip
    going_on = service & (c("p0") != c("p0").max().over("la")) & (c("end").is_null() | (c("end") > c("p1")))
    e = e.with_columns(end=pl.when(going_on).then("p1").otherwise("end").fill_null(FAR))
    e = e.with_columns(apart=pl.when(~service).then("end")).sort(
        ["p1", "end", "rank", "row"], descending=[True, True, False, True]
    )
    e = e.unique(
        ["la", "start", "apart", "client", "who", "type", "route", "assessment", "kind", "component"],
        keep="first",
        maintain_order=True,
    )
    e = e.collect().lazy()
    person = ["la", "who"]
    births = (
        e.filter(c("born").is_not_null())
        .sort(["p1", "born"], descending=[True, False])
        .unique(person, keep="first", maintain_order=True)
    )
    deaths = (
        e.filter(c("died").is_not_null())
        .sort(["p1", "died"], descending=[True, True])
        .unique(person, keep="first", maintain_order=True)
    )
    stays = e.filter(
        service, c("client") == "service user",
        c("kind").is_in(["long term support: residential care", "long term support: nursing care"]),
        c("component").is_in(["long term residential care", "long term nursing care"]),
    ).select("la", "who", "start", "end", "rank")  # fmt: skip
    stays = stays.join(births.select(*person, "born"), on=person).join(
        deaths.select(*person, "died"), on=person, how="left"
    )
    stays = stays.filter(c("died").is_null() | (c("died") >= date(2024, 4, 1)))
    begun = (
        stays.filter(c("start").is_between(date(2024, 4, 1), date(2025, 3, 31)), c("rank") != 9)
        .select(*person, "start", "born")
        .unique()
    )
    both = begun.join(stays.select(*person, before="start", ended="end"), on=person)
    known = both.filter(c("before") < c("start"), (c("start") - c("ended")).dt.total_days() < 365)
    new = begun.join(known, on=[*person, "start"], how="anti")
    age = ((c("start") - c("born")).dt.total_days() / 365.25).floor()
    ages = new.with_columns(age=age).filter(c("age") >= 18).group_by(person).agg(c("age").min())
    found = ages.filter(c("age") >= 65).group_by("la").len().collect()
    return dict(found.iter_rows())
