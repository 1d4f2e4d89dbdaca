"""ASCOF 2C stated in pandas: the same cleaning, the same rule."""

from __future__ import annotations

import numpy as np
import pandas as pd

OUTCOMES = [
    "progress to reablement/st-max", "progress to assessment, review or reassessment", "release 1 specification only: not mapped",
    "progress to support planning or services", "continuation of support or services", "admitted to hospital",
    "nfa: responsibility moved to another local authority", "nfa: referral to nhs services or nhs funded social care",
    "nfa: self-funded client or under 12wk disregard", "nfa: information and advice or signposting",
    "nfa: referral to other service within the local authority", "nfa: support declined", "nfa: deceased",
    "nfa: support ended as planned", "nfa: support ended for other reason", "nfa: no services offered for other reason", "nfa: other",
]  # fmt: skip
WANTED = [
    "LA_Code", "Reporting_Period_Start_Date", "Reporting_Period_End_Date", "NHS_Number", "LA_Person_Unique_Identifier", "Date_of_Birth",
    "Date_of_Death", "Client_Type", "Event_Type", "Event_Start_Date", "Event_End_Date", "Event_Outcome", "Request_Route_of_Access",
    "Assessment_Type", "Service_Type", "Service_Component",
]  # fmt: skip
FAR = pd.Timestamp("2200-01-01")


def count(path: str) -> dict[str, int]:
    d = (
        pd.read_parquet(path, columns=WANTED)
        if path.endswith(".parquet")
        else pd.read_csv(path, usecols=WANTED, dtype=str)
    )
    day = lambda name: pd.to_datetime(d[name], format="%d/%m/%Y")  # noqa: E731
    low = lambda name: d[name].str.lower()  # noqa: E731
    e = pd.DataFrame(
        {"la": d.LA_Code, "p0": day("Reporting_Period_Start_Date"), "p1": day("Reporting_Period_End_Date")}
    )
    e["who"] = low("NHS_Number").fillna(d.LA_Code + "_" + low("LA_Person_Unique_Identifier"))
    e["born"] = day("Date_of_Birth").dt.to_period("M").dt.to_timestamp()
    e["died"], e["start"], e["end"] = day("Date_of_Death"), day("Event_Start_Date"), day("Event_End_Date")
    e["type"], e["client"] = low("Event_Type"), low("Client_Type")
    service = e.type == "service"
    e["route"] = low("Request_Route_of_Access").where(e.type == "request")
    e["assessment"] = low("Assessment_Type").where(e.type == "assessment")
    e["kind"], e["component"] = low("Service_Type").where(service), low("Service_Component").where(service)
    e["rank"] = low("Event_Outcome").map({word: n for n, word in enumerate(OUTCOMES, 1)}).fillna(999)
    inside = e.died.between(e.start, e.end) | ((e.died > e.start) & e.end.isna())
    e["end"] = e.died.where(inside, e.end)
    right = np.where(service, (e.end >= e.p0) | e.end.isna(), e.end.between(e.p0, e.p1))
    e = e[
        right
        & e.type.notna()
        & e.who.notna()
        & (e.start <= e.p1)
        & (e.died.isna() | ((e.died >= e.p0) & (e.died >= e.start)))
    ]
    last = e.groupby("la").p0.transform("max")
    service = e.type == "service"
    e["end"] = e.p1.where(service & (e.p0 != last) & (e.end.isna() | (e.end > e.p1)), e.end).fillna(FAR)
    e["apart"] = e.end.where(~service)
    e["row"] = np.arange(len(e))
    e = e.sort_values(["p1", "end", "rank", "row"], ascending=[False, False, True, False])
    e = e.drop_duplicates(["la", "start", "apart", "client", "who", "type", "route", "assessment", "kind", "component"])
    births = (
        e[e.born.notna()]
        .sort_values(["p1", "born"], ascending=[False, True])
        .drop_duplicates(["la", "who"])[["la", "who", "born"]]
    )
    deaths = (
        e[e.died.notna()]
        .sort_values(["p1", "died"], ascending=[False, False])
        .drop_duplicates(["la", "who"])[["la", "who", "died"]]
    )
    stays = e[
        (e.type == "service") & (e.client == "service user")
        & e.kind.isin(["long term support: residential care", "long term support: nursing care"])
        & e.component.isin(["long term residential care", "long term nursing care"])
    ][["la", "who", "start", "end", "rank"]]  # fmt: skip
    stays = stays.merge(births, on=["la", "who"]).merge(deaths, on=["la", "who"], how="left")
    stays = stays[stays.died.isna() | (stays.died >= "2024-04-01")]
    begun = stays[stays.start.between("2024-04-01", "2025-03-31") & (stays["rank"] != 9)][
        ["la", "who", "start", "born"]
    ].drop_duplicates()
    both = begun.merge(stays[["la", "who", "start", "end"]], on=["la", "who"], suffixes=("", "_before"))
    known = both[(both.start_before < both.start) & ((both.start - both.end).dt.days < 365)][
        ["la", "who", "start"]
    ].drop_duplicates()
    new = begun.merge(known, on=["la", "who", "start"], how="left", indicator=True)
    new = new[new._merge == "left_only"]
    age = np.floor((new.start - new.born).dt.days / 365.25)
    youngest = age[age >= 18].groupby([new.la, new.who]).min()
    return youngest[youngest >= 65].groupby(level=0).size().to_dict()
