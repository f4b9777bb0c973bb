"""Positions: title, employer, place and dates in any order."""

from __future__ import annotations

from datetime import date

import pytest

from fitcheck.documents.text import document_from_text
from fitcheck.language.outline import section_blocks
from fitcheck.profiles.headers import read_header
from fitcheck.profiles.positions import Placed, find_positions
from fitcheck.profiles.profile import Position, PositionKind

AS_OF = date(2026, 11, 22)


def placed_in(text: str) -> Placed:
    document = document_from_text(text)
    return find_positions(document, section_blocks(document), AS_OF)


def positions_in(text: str) -> tuple[Position, ...]:
    return placed_in(text).positions


def facts(text: str) -> list[tuple[str | None, str | None, str | None]]:
    found = []
    for position in positions_in(text):
        dates = position.dates
        when = None
        if dates is not None:
            when = f"{dates.start} {'present' if dates.current else dates.end}"
        found.append((position.title, position.employer, when))
    return found


BODY = "- Kept the books of forty clients\n- Trained two juniors\n"
WANTED = [("Accountant", "Northwind Traders Ltd", "2019-01 2021-03")]


@pytest.mark.parametrize(
    "header",
    [
        "Accountant, Northwind Traders Ltd\nJan 2019 - Mar 2021\n",
        "Northwind Traders Ltd\nAccountant\nJan 2019 - Mar 2021\n",
        "Jan 2019 - Mar 2021\nAccountant\nNorthwind Traders Ltd\n",
        "Accountant\nNorthwind Traders Ltd | Leeds, England | Jan 2019 - Mar 2021\n",
        "Accountant | Jan 2019 - Mar 2021\nNorthwind Traders Ltd, Springfield, IL\n",
        "Jan 2019 - Mar 2021: Accountant, Northwind Traders Ltd (Haifa, Israel)\n",
        "Northwind Traders Ltd — Accountant\nJan 2019 - Mar 2021\n",
        "Accountant at Northwind Traders Ltd, Jan 2019 - Mar 2021\n",
        "Northwind Traders Ltd, Springfield, IL\nJan 2019 - Mar 2021\nAccountant\n",
        "Title: Accountant\nEmployer: Northwind Traders Ltd\nJan 2019 - Mar 2021\n",
    ],
)
def test_a_header_is_read_in_any_order(header: str) -> None:
    assert facts(f"EXPERIENCE\n\n{header}{BODY}") == WANTED


def test_several_positions_share_an_employer_named_once() -> None:
    text = (
        "EXPERIENCE\n\nNorthwind Traders Ltd\nSenior Accountant | Mar 2019 - Present\n"
        "- Led the audit of stock\n\n"
        "Accountant | Jan 2017 - Feb 2019\n- Kept the books of clients\n"
    )
    assert facts(text) == [
        ("Senior Accountant", "Northwind Traders Ltd", "2019-03 present"),
        ("Accountant", "Northwind Traders Ltd", "2017-01 2019-02"),
    ]


def test_concurrent_positions_are_all_kept() -> None:
    text = (
        "EXPERIENCE\n\nNurse, Mercy Hospital\nJan 2018 - Present\n- Cared for patients\n\n"
        "Tutor, State University\nSep 2018 - Jun 2019\n- Taught anatomy to students\n"
    )
    assert [f[2] for f in facts(text)] == ["2018-01 present", "2018-09 2019-06"]


def test_undated_positions_are_found_and_their_months_unknown() -> None:
    text = (
        "EXPERIENCE\n\nRetail Sales Associate\nExample Music Store LLC\n"
        "- Matched customers to instruments\n"
    )
    (position,) = positions_in(text)
    assert (position.title, position.employer) == (
        "Retail Sales Associate",
        "Example Music Store LLC",
    )
    assert position.dates is None
    assert position.months is None


def test_a_taken_out_employer_is_none() -> None:
    text = (
        "Experience\n\nCook\nNovember 2014 to October 2015 Company Name ï¼\x8d City , State\n"
        "Prepared sauces daily.\n"
    )
    assert facts(text) == [("Cook", None, "2014-11 2015-10")]


def test_kinds_are_told_by_title_and_heading() -> None:
    text = (
        "INTERNSHIPS\n\nAnalyst, Acme Inc.\nJun 2019 - Aug 2019\n- Wrote reports on sales\n\n"
        "EXPERIENCE\n\nMarketing Intern, Globex Ltd\nJun 2020 - Aug 2020\n- Ran campaigns\n\n"
        "VOLUNTEERING\n\nCook, Food Bank Association\nJan 2021 - Mar 2021\n- Served meals\n"
    )
    kinds = [position.kind for position in positions_in(text)]
    assert kinds == [PositionKind.INTERNSHIP, PositionKind.INTERNSHIP, PositionKind.VOLUNTEER]


def test_education_is_no_position() -> None:
    text = "EDUCATION\n\nB.S. Computer Science, State University\nAug 2012 - May 2016\n"
    assert positions_in(text) == ()


def test_a_dated_project_is_placed_but_no_position() -> None:
    placed = placed_in(
        "PROJECTS\n\nRevenue Forecast 2025\n- Modelled five years of filings\n"
        "\nTime Tracker Jan 2020 - Mar 2020\n- Wrote it in Go\n"
    )
    assert placed.positions == ()


def test_a_certificate_among_jobs_is_no_position() -> None:
    text = (
        "Experience\n\nAWS Certified Solutions Architect, 10/2018\n"
        "- Passed at once\n\nClerk, Acme Inc.\n2016 - 2018\n"
        "- Filed forms\n"
    )
    assert [f[0] for f in facts(text)] == ["Clerk"]


def test_a_repeated_job_counts_once() -> None:
    job = "Clerk, Acme Inc.\n01/2016 - 03/2018\n- Filed forms daily\n"
    assert len(positions_in(f"Experience\n\n{job}\nWork History\n\n{job}")) == 1


def test_a_sentence_with_dates_is_no_header() -> None:
    text = (
        "EXPERIENCE\n\nClerk, Acme Inc.\n2016 - 2018\n- Managed the archive from 2016 to 2017.\n"
        "- Moved 2,000 files between Jan 2017 and Mar 2017.\n"
    )
    assert len(positions_in(text)) == 1


def test_jobs_are_read_without_any_heading_for_them() -> None:
    text = (
        "HIGHLIGHTS\nTesting.\n\nQA Engineer, Contoso Labs, Boise, ID (Jun 2018 - Feb 2021)\n"
        "- Wrote the first suite\n"
    )
    assert facts(text) == [("QA Engineer", "Contoso Labs", "2018-06 2021-02")]


def test_the_body_runs_from_the_header_to_the_next_one() -> None:
    text = (
        "EXPERIENCE\n\nClerk, Acme Inc.\n2016 - 2018\n- Filed forms daily\n"
        "\nCook, Globex Ltd\n2014 - 2015\n- Made soup daily\n"
    )
    document = document_from_text(text)
    first, second = find_positions(document, section_blocks(document), AS_OF).positions
    assert "Filed forms daily" in document.quote(first.body)
    assert "soup" not in document.quote(first.body)
    assert document.quote(second.body).endswith("Made soup daily")
    assert first.body.contains(first.span)


@pytest.mark.parametrize(
    ("lines", "title", "employer", "location"),
    [
        (
            ("Software Engineer II, Payments Platform", "Wingtip Bank | Chicago, IL"),
            "Software Engineer II, Payments Platform",
            "Wingtip Bank",
            "Chicago, IL",
        ),
        (("Engineer, Stripe, Inc.",), "Engineer", "Stripe, Inc.", None),
        (
            (".NET Developer — Contoso Solutions, India",),
            ".NET Developer",
            "Contoso Solutions",
            "India",
        ),
        (
            ("Northwind Labs Bellevue, WA", "Software Intern"),
            "Software Intern",
            "Northwind Labs",
            "Bellevue, WA",
        ),
        (("Cashier, Hostess, Server",), "Cashier, Hostess, Server", None, None),
        (
            ("State University — IT Service Desk — Columbus, Ohio", "Data Analyst"),
            "Data Analyst",
            "State University – IT Service Desk",
            "Columbus, Ohio",
        ),
        (
            ("Krankenpfleger", "Klinikum Musterstadt"),
            "Krankenpfleger",
            "Klinikum Musterstadt",
            None,
        ),
    ],
)
def test_title_employer_and_place_are_told_apart(
    lines: tuple[str, ...], title: str, employer: str | None, location: str | None
) -> None:
    header = read_header(lines)
    assert (header.title, header.employer, header.location) == (title, employer, location)


def test_a_hostile_section_is_read_in_bounded_time() -> None:
    text = "EXPERIENCE\n\n" + "Clerk, Acme Inc. 2016 - 2018\n\n" * 800 + "(" * 5000
    assert len(positions_in(text)) == 1


@pytest.mark.parametrize(
    ("header", "title", "employer"),
    [
        ("Baker / Pastry Cook - Quayside\t2016 - 2019", "Baker / Pastry Cook", "Quayside"),
        ("Night Baker, Quayside. Dayton, Ohio\t2016 - 2019", "Night Baker", "Quayside"),
        ("Baker — Quayside Ltd., India\t2016 - 2019", "Baker", "Quayside Ltd"),
        ("Baker (Harbour Bakery)\t2016 - 2019", "Baker", "Harbour Bakery"),
        (
            "Harbour AI, Co-Founder & CTO – Porto, Portugal\t2016 - 2019",
            "Co-Founder & CTO",
            "Harbour AI",
        ),
        ("Harbour Bakery\tPorto & Lisbon, Portugal\nBaker\t2016 - 2019", "Baker", "Harbour Bakery"),
        ("Quayside\tquayside.example.org/bread\nBaker\t2016 - 2019", "Baker", "Quayside"),
        (
            "Oven Safety Training - Harbour Bakery\t2016 - 2019",
            "Oven Safety Training",
            "Harbour Bakery",
        ),
        ("Job Title: Baker\nCompany: Quayside\nFrom: 03/2016\nTo: 12/2019", "Baker", "Quayside"),
        (
            "Founding Member & Baker & Head of Night Shift\t2016 - 2019",
            "Founding Member & Baker & Head of Night Shift",
            None,
        ),
    ],
)
def test_headers_of_many_makes_are_told_apart(
    header: str, title: str, employer: str | None
) -> None:
    found = positions_in(f"EXPERIENCE\n{header}\n- Baked rye bread every night for the town.")
    assert [(p.title, p.employer) for p in found] == [(title, employer)]


def test_the_two_labelled_ends_of_a_range_are_one_range() -> None:
    text = "EXPERIENCE\nBaker, Harbour Bakery\nFrom: 03/2016\nTo: Present\n- Baked rye bread."
    (position,) = positions_in(text)
    assert position.dates is not None
    assert (str(position.dates.start), position.dates.current) == ("2016-03", True)


def test_a_year_before_a_month_is_one_date() -> None:
    (position,) = positions_in("EXPERIENCE\nBaker, Harbour Bakery Inc.\t2016 / 09\n- Baked bread.")
    assert position.dates is not None
    assert str(position.dates.start) == "2016-09"


def test_an_expected_end_is_the_end() -> None:
    (position,) = positions_in(
        "EXPERIENCE\nBaker, Quayside Inc.\tMar. 2016 - Exp. Jun. 2017\n- Baked."
    )
    assert position.dates is not None
    assert (str(position.dates.start), str(position.dates.end)) == ("2016-03", "2017-06")


def test_the_same_company_has_the_name_of_the_entry_above() -> None:
    found = facts(
        "EXPERIENCE\n\nController, Northwind Traders Ltd, 2019 - 2023\n- Closed the books\n\n"
        "Accountant, same company, 2015 - 2018\n- Kept the books\n"
    )
    assert [employer for _, employer, _ in found] == ["Northwind Traders Ltd"] * 2


def test_dated_titles_below_a_dated_employer_are_the_positions() -> None:
    found = facts(
        "EXPERIENCE\n\nNorthwind Payments, Leeds\t2016 - 2023\nSenior Accountant (2020 - 2023)\n"
        "- Closed the books\nAccountant (2016 - 2019)\n- Kept the books\n"
    )
    assert found == [
        ("Senior Accountant", "Northwind Payments", "2020 2023"),
        ("Accountant", "Northwind Payments", "2016 2019"),
    ]


def test_the_date_of_a_promotion_is_no_entry_of_its_own() -> None:
    (found,) = facts(
        "EXPERIENCE\n\nNorthwind Traders Ltd\t2016 - 2023\nStore Manager (promoted Jul 2020)\n"
        "- Opened and closed the shop\n"
    )
    assert found[1:] == ("Northwind Traders Ltd", "2016 2023")


def test_a_range_that_breaks_over_two_lines_is_read_whole() -> None:
    (found,) = facts(
        "EXPERIENCE\n\nAccountant | Northwind Traders Ltd | Sep 2017 –\nPresent\n- Kept the books\n"
    )
    assert found == ("Accountant", "Northwind Traders Ltd", "2017-09 present")


def test_a_title_without_a_word_of_titles_is_known_by_the_employer_behind_it() -> None:
    (found,) = facts(f"EXPERIENCE\n\nWeekend shift, Lakeside Restaurant, 2019 - 2021\n{BODY}")
    assert found == ("Weekend shift", "Lakeside Restaurant", "2019 2021")


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (
            "Teamleiterin Kundendienst, Kaufhaus Globex, 2019 - 2021",
            ("Teamleiterin Kundendienst", "Kaufhaus Globex"),
        ),
        ("Leading hand (groundworks), 2019 - 2021", ("Leading hand (groundworks)", None)),
        (
            "General Manager Clinics, Tamar Medical Centres, 2019 - 2021",
            ("General Manager Clinics", "Tamar Medical Centres"),
        ),
    ],
)
def test_title_and_employer_are_parted_at_the_comma(
    header: str, wanted: tuple[str, str | None]
) -> None:
    (found,) = facts(f"EXPERIENCE\n\n{header}\n{BODY}")
    assert found[:2] == wanted


def test_a_date_at_the_right_margin_makes_a_header_whatever_its_first_word() -> None:
    (found,) = facts(f"EXPERIENCE\n\nTeaching hospital, Leeds\t2019-2023\nStaff Nurse\n{BODY}")
    assert found[0] == "Staff Nurse"
    assert found[2] == "2019 2023"


def test_a_name_without_a_telling_word_between_title_and_list_is_the_employer() -> None:
    text = (
        "EXPERIENCE\n\nWelder\tJan 2017 - Aug 2018\nFidalgo Marine, Arlington, WA\n- Cut steel\n\n"
        "Sous Chef\t2015 - 2016\nMoss and Fern\n- Ran the line\n"
    )
    assert [f[1] for f in facts(text)] == ["Fidalgo Marine", "Moss and Fern"]


def test_a_sentence_below_the_dates_is_no_employer() -> None:
    text = (
        "EXPERIENCE\n\nFrontend Engineer, Globex Ltd\t2019 - 2020\n"
        "Development of a web application for managers of shops\n- Wrote tests\n"
    )
    assert facts(text)[0][:2] == ("Frontend Engineer", "Globex Ltd")


def test_a_field_behind_a_comma_belongs_to_the_title_under_a_named_employer() -> None:
    text = (
        "EXPERIENCE\n\nWestern County Police\nDetective, fraud team (Jan 2022 - Sep 2026)\n"
        "- Took statements\nConstable, response (Mar 2017 - Dec 2021)\n- Went on patrol\n"
    )
    assert [f[:2] for f in facts(text)] == [
        ("Detective, fraud team", "Western County Police"),
        ("Constable, response", "Western County Police"),
    ]


@pytest.mark.parametrize(
    "line", ["Parental leave", "Elternzeit", "Berufsschule", "Certificate course in carpentry"]
)
def test_time_without_a_job_and_schooling_are_no_positions(line: str) -> None:
    text = (
        "EXPERIENCE\n\nNurse, Mercy Hospital\nJan 2018 - Dec 2020\n- Cared for patients\n\n"
        f"{line}, Jan 2021 - Dec 2022\n- Looked after things\n"
    )
    assert [f[0] for f in facts(text)] == ["Nurse"]


def test_an_item_that_names_a_job_its_dates_and_its_duties_is_a_position() -> None:
    text = (
        "EXPERIENCE\n\nNurse, Mercy Hospital\nJan 2018 - Dec 2020\n- Cared for patients\n\n"
        "EARLIER JOBS\n\n- Pharmacy Technician, Corner Drugstore, 2012 - 2014: counting pills\n"
    )
    assert facts(text)[-1] == ("Pharmacy Technician", "Corner Drugstore", "2012 2014")


def test_the_title_of_a_server_is_no_version_of_a_product() -> None:
    assert facts("EXPERIENCE\n\nServer\t2017 to 2020\nRed Lion Restaurant\n- Served\n") == [
        ("Server", "Red Lion Restaurant", "2017 2020")
    ]


def test_a_dash_at_the_end_leaves_a_job_open() -> None:
    assert facts("EXPERIENCE\n\nSenior Analyst\t2018 -\nGlobex Ltd\n- Built models\n") == [
        ("Senior Analyst", "Globex Ltd", "2018 present")
    ]


@pytest.mark.parametrize(
    "below",
    ["Supervisor, since 2020", "Supervisor (Clerk until May 2019)", "Supervisor (from 2020)"],
)
def test_a_date_without_its_other_end_below_a_range_is_no_entry_of_its_own(below: str) -> None:
    text = f"EXPERIENCE\n\nGlobex Ltd\t2017 - 2023\n{below}\n- Planned shifts\n"
    (found,) = facts(text)
    assert found[1:] == ("Globex Ltd", "2017 2023")


def test_the_range_with_both_ends_is_that_of_the_job() -> None:
    text = (
        "EXPERIENCE\n\nFlight Attendant, in charge since 2024, Fundy Airways, 2022 - present\n"
        "- Served\n"
    )
    assert facts(text)[0][2] == "2022 present"


def test_who_tells_of_himself_writes_no_header() -> None:
    text = (
        "EXPERIENCE\n\nNurse, Mercy Hospital\nJan 2018 - Dec 2020\n- Cared for patients\n"
        "I have served as assistant at two stations since 2024\n"
    )
    assert len(facts(text)) == 1


def test_a_school_year_is_a_range() -> None:
    text = "EXPERIENCE\n\nReceptionist, language school, Leeds, 2008-09\n- Answered calls\n"
    assert facts(text)[0][2] == "2008 2009"


def test_a_range_that_breaks_behind_its_joining_word_is_read_whole() -> None:
    text = (
        "EXPERIENCE\n\nTax Preparer, Polaris Tax Services, from 01/2022 until\n04/2026\n- Filed\n"
    )
    assert facts(text)[0][2] == "2022-01 2026-04"


def test_a_listed_job_counts_only_the_months_of_its_parts() -> None:
    text = (
        "EXPERIENCE\n\nHarvest Hand\tSummer 2015, Summer 2016\nGlobex Farms Ltd\n- Drove tractors\n"
    )
    (position,) = positions_in(text)
    assert position.months == 6


def test_a_placeholder_before_the_title_is_no_label() -> None:
    text = "EXPERIENCE\n\nCompany Name - City , State   Office Clerk 01/2010 to 05/2014\n" + BODY
    assert facts(text) == [("Office Clerk", None, "2010-01 2014-05")]


def test_a_job_of_which_only_dates_are_left_is_one_where_its_name_was_taken_out() -> None:
    text = (
        "EXPERIENCE\n\n05/2014 to 04/2016\nCompany Name\n\n01/2012 to 03/2014\n"
        "Payroll Clerk Company Name - City , State\n" + BODY
    )
    assert facts(text) == [
        (None, None, "2014-05 2016-04"),
        ("Payroll Clerk", None, "2012-01 2014-03"),
    ]


def test_the_years_of_a_header_that_lost_their_dash_are_a_range() -> None:
    text = (
        f"EXPERIENCE\n\nAccountant, Northwind Traders Ltd 2018 2021\n{BODY}\n"
        f"Bookkeeper (2014 2017)\nGlobex Ltd\n{BODY}"
    )
    assert facts(text) == [
        ("Accountant", "Northwind Traders Ltd", "2018 2021"),
        ("Bookkeeper", "Globex Ltd", "2014 2017"),
    ]


def test_a_title_is_not_left_over_above_its_dates() -> None:
    text = (
        "EXPERIENCE\n\nMarketing Specialist & Product Marketer\nBrightwords - Springfield, IL -\n"
        "August 2012 to June 2016\nProduct Marketer - Gadgets, Brightwords Studios\n"
        "- Ran forty campaigns\n\nAnalyst - Operations\nGlobex - Springfield, IL -\n"
        "June 2006 to November 2006\n- Paid the invoices of vendors\n\n"
        "Clerk\nHooli - Springfield, IL -\nJune 2004 to May 2006\n- Filed what came in\n"
    )
    assert facts(text)[0] == (
        "Marketing Specialist & Product Marketer",
        "Brightwords",
        "2012-08 2016-06",
    )


def test_a_title_that_the_entry_above_goes_on_with_is_none_of_the_next_header() -> None:
    text = (
        f"EXPERIENCE\n\nBuyer, Globex Foods Ltd, 2012 - 2025\n{BODY}Before that, quality clerk\n"
        f"Pharmacist, Lakeside Pharmacy, 2009 - 2012\n{BODY}"
    )
    assert ("Pharmacist", "Lakeside Pharmacy", "2009 2012") in facts(text)


def test_the_first_line_below_states_the_title_that_the_header_lacks() -> None:
    text = (
        "EXPERIENCE\n\nJan 2016 to Jan 2017\n- Worked as a language officer with Globex Relief\n"
        "- Translated letters\n\nJan 2014 to Jan 2015\n- Worked as part of a team\n"
    )
    assert facts(text) == [
        ("language officer", "Globex Relief", "2016-01 2017-01"),
        (None, None, "2014-01 2015-01"),
    ]


def test_what_stands_above_all_dates_of_a_section_is_an_entry_without_dates() -> None:
    text = (
        "EXPERIENCE\n\nConsultant\nBrightdesic (Vendor @ Globex)\nWorking on the tests.\n\n"
        f"Test Engineer\nHooli Labs Ltd\nDecember 2014 to October 2017\n{BODY}"
    )
    assert [found[0] for found in facts(text)] == ["Consultant", "Test Engineer"]


@pytest.mark.parametrize(
    ("line", "title", "employer"),
    [
        ("X-ray Tech\nLakeside Imaging Clinic", "X-ray Tech", "Lakeside Imaging Clinic"),
        (
            "Leading Hand Diesel, Milltown ferry operator",
            "Leading Hand Diesel",
            "Milltown ferry operator",
        ),
        (
            "Brightdoc, Senior backend dev in the medical sphere",
            "Senior backend dev in the medical sphere",
            "Brightdoc",
        ),
        (
            "Manager, External Communications | Great Hills Potash",
            "Manager, External Communications",
            "Great Hills Potash",
        ),
        ("Weekend sales\nMoxie Boutique", "Weekend sales", "Moxie Boutique"),
        (
            "Student, pre-school\nMillpond Playgroup, Leeds",
            "Student, pre-school",
            "Millpond Playgroup",
        ),
        ("Clerk II (1,400 staff, paid by the hour), Globex Ltd", "Clerk II", "Globex Ltd"),
        ("Clerk (contract), Globex Ltd", "Clerk (contract)", "Globex Ltd"),
        (
            "Tester (Performance and Benchmarking Team), Globex Ltd",
            "Tester (Performance and Benchmarking Team)",
            "Globex Ltd",
        ),
    ],
)
def test_title_and_employer_are_told_apart(line: str, title: str, employer: str) -> None:
    header = read_header((*line.split("\n"), "2019 - 2021"))
    assert (header.title, header.employer) == (title, employer)


def test_an_employer_in_small_words_with_its_town_stands_below_the_title() -> None:
    text = (
        f"EXPERIENCE\n\nDental hygienist\t2017 - 2021\nHospital chain in the north, Leeds\n{BODY}"
    )
    assert facts(text) == [("Dental hygienist", "Hospital chain in the north", "2017 2021")]
