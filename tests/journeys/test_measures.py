"""A manager counts the council's file; anybody reads our published results."""

from playwright.sync_api import expect

from goodlives.casework.access.models import Role
from tests.factories import UserFactory
from tests.measures.second_count import made_up


def reads_well(page, axe):
    axe(page)
    fits = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert fits, f"{page.url} must not scroll sideways"


def test_a_manager_counts_a_file_and_takes_the_figures(page, axe, sign_in, tmp_path):
    # Given a file of Client Level Data, and what is known of the population.
    rows = [row for seed in range(4) for row in made_up.events("3D adults", seed)]
    for row in rows:
        row["LA_Code"] = "204"
    file = made_up.write(rows, tmp_path / "events.csv")
    population = tmp_path / "population.csv"
    population.write_text("la_code,age_band,population\n204,18 to 64,2000\n204,65 and above,1000\n")
    sign_in(page, UserFactory(role=Role.SERVICE_MANAGER))

    # When a manager forgets the file, the page says so.
    page.goto("/measures/")
    reads_well(page, axe)
    page.get_by_role("button", name="Check and count").click()
    expect(page.get_by_role("link", name="Choose the file of Client Level Data")).to_be_visible()
    reads_well(page, axe)

    # Then, with the file, it says what is wrong in it and what it gives.
    page.get_by_label("Client Level Data").set_input_files(file)
    page.get_by_label("Population, if you have it").set_input_files(population)
    page.get_by_label("Which year?").select_option("2024")
    page.get_by_label("Say who is behind one figure, if you like").select_option("3D(1a), Total")
    page.get_by_role("button", name="Check and count").click()
    expect(page.get_by_role("heading", name="What we found in the file")).to_be_visible()
    expect(page.get_by_role("heading", name="Who is behind 3D(1a), Total")).to_be_visible()
    reads_well(page, axe)
    with page.expect_download() as download:
        page.get_by_role("button", name="As they may be published (CSV)").click()
    assert download.value.suggested_filename == "measures.csv"


def test_anybody_reads_our_results(page, axe):
    page.goto("/")
    page.get_by_role("link", name="Our results").click()
    expect(page.get_by_role("heading", name="Our results")).to_be_visible()
    reads_well(page, axe)
