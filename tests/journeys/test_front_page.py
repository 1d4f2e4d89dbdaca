"""The first page anybody sees."""

from playwright.sync_api import expect


def test_the_front_page_is_readable_by_everybody_at_a_desk_and_on_a_phone(page, axe):
    page.goto("/")

    axe(page)
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it must not scroll sideways"


def test_the_front_page_comes_in_our_font_and_the_councils_colour(page):
    page.goto("/")

    assert "Atkinson Hyperlegible Next" in page.locator("h1").evaluate("it => getComputedStyle(it).fontFamily")
    assert page.evaluate("document.fonts.ready.then(fonts => [...fonts].some(font => font.status === 'loaded'))")
    colour = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--council-colour')")
    assert colour.strip(), "/council.css gives the council's colour"


def test_the_keyboard_reaches_the_main_words_first(page):
    page.goto("/")
    page.keyboard.press("Tab")

    assert page.locator(":focus").get_attribute("href") == "#main-content"
